import { makeStyles } from '@material-ui/core/styles';
import FailedIcon from '@material-ui/icons/Cancel';
import HealthyIcon from '@material-ui/icons/CheckCircle';
import UnknownIcon from '@material-ui/icons/HelpOutline';
import PausedIcon from '@material-ui/icons/PauseCircleFilled';
import ProgressingIcon from '@material-ui/icons/Timelapse';
import DegradedIcon from '@material-ui/icons/Warning';
import { Health } from '@titanium-portal/backstage-plugin-titanium-common';
import { healthColor } from '../../theme';

const ICONS = {
  healthy: HealthyIcon,
  progressing: ProgressingIcon,
  degraded: DegradedIcon,
  failed: FailedIcon,
  unknown: UnknownIcon,
  paused: PausedIcon,
};

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      whiteSpace: 'nowrap',
      color: theme.palette.text.primary,
    },
    icon: {
      fontSize: 16,
      color: (props: { health: Health }) => healthColor(theme, props.health),
    },
  }),
  { name: 'TitaniumStateChip' },
);

/** Icon and colour of a state beside its word; the word stays in the text colour. @public */
export function StateChip(props: { health: Health; children: string }) {
  const classes = useStyles({ health: props.health });
  const Icon = ICONS[props.health];
  return (
    <span className={classes.root}>
      <Icon className={classes.icon} aria-hidden />
      {props.children}
    </span>
  );
}
