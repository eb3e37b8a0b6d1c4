import { makeStyles } from '@material-ui/core/styles';
import { Health } from '@titanium-portal/backstage-plugin-titanium-common';
import { StateIcon } from './StateIcon';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      maxWidth: '100%',
      whiteSpace: 'nowrap',
      verticalAlign: 'bottom',
      color: theme.palette.text.primary,
    },
    word: { overflow: 'hidden', textOverflow: 'ellipsis' },
  }),
  { name: 'TitaniumStateChip' },
);

/** Icon and colour of a state beside its word; the word stays in the text colour. @public */
export function StateChip(props: { health: Health; children: string }) {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <StateIcon health={props.health} />
      <span className={classes.word}>{props.children}</span>
    </span>
  );
}
