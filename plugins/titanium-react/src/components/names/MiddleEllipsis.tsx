import { makeStyles } from '@material-ui/core/styles';
import { monospace } from '../../theme';
import { classNames } from '../../theme/classNames';
import { visibleText } from '../text/visibleText';

const useStyles = makeStyles(
  {
    root: {
      ...monospace,
      display: 'inline-block',
      maxWidth: '100%',
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      verticalAlign: 'bottom',
    },
    // Both parts stay inline, so that selecting and copying gives the name in one piece.
    head: {
      display: 'inline-block',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      verticalAlign: 'bottom',
    },
  },
  { name: 'TitaniumMiddleEllipsis' },
);

/** A name that gives way in its middle: the end, where generated names differ, stays. Copies whole. @public */
export function MiddleEllipsis(props: {
  text: string;
  /** Characters of the end that always stay. */
  tail?: number;
  className?: string;
}) {
  const { tail = 12, className } = props;
  const text = visibleText(props.text);
  const classes = useStyles();
  const cut = Math.max(0, text.length - tail);
  if (cut <= 4) {
    return <span className={classNames(classes.root, className)}>{text}</span>;
  }
  const end = text.slice(cut);
  return (
    <span className={classNames(classes.root, className)} title={text}>
      <span
        className={classes.head}
        style={{ maxWidth: `calc(100% - ${end.length}ch)` }}
      >
        {text.slice(0, cut)}
      </span>
      {end}
    </span>
  );
}
