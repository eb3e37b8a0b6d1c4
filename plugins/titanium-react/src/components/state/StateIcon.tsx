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
    icon: {
      flex: '0 0 auto',
      fontSize: 16,
      color: (props: { health: Health }) => healthColor(theme, props.health),
    },
  }),
  { name: 'TitaniumStateIcon' },
);

/** The icon of a state in its colour. Always goes with a word. @public */
export function StateIcon(props: { health: Health }) {
  const classes = useStyles({ health: props.health });
  const Icon = ICONS[props.health];
  return <Icon className={classes.icon} aria-hidden />;
}
