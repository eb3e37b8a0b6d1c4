import { makeStyles } from '@material-ui/core/styles';
import { StateIcon } from '@titanium-portal/backstage-plugin-titanium-react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '0 8px',
      margin: 0,
      fontSize: 14,
      lineHeight: '24px',
      wordBreak: 'keep-all',
      color: theme.palette.text.primary,
    },
    more: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumOperationsQuiet' },
);

/** Nothing is there, and that is well: one line, so that what matters is not pushed away. */
export function Quiet(props: { title: string; children?: string }) {
  const classes = useStyles();
  return (
    <p className={classes.root}>
      <StateIcon health="healthy" />
      <span>{props.title}</span>
      {props.children && <span className={classes.more}>{props.children}</span>}
    </p>
  );
}
