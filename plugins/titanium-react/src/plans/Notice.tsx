import { makeStyles } from '@material-ui/core/styles';
import ErrorIcon from '@material-ui/icons/ErrorOutline';
import InfoIcon from '@material-ui/icons/InfoOutlined';
import WarningIcon from '@material-ui/icons/WarningRounded';
import { ReactNode } from 'react';
import { healthColor } from '../theme';

type Severity = 'info' | 'warning' | 'danger';

const ICONS = { info: InfoIcon, warning: WarningIcon, danger: ErrorIcon };

const useStyles = makeStyles(
  theme => {
    const color = ({ severity }: { severity: Severity }) =>
      severity === 'info'
        ? theme.palette.text.secondary
        : healthColor(theme, severity === 'danger' ? 'failed' : 'degraded');
    return {
      root: {
        display: 'flex',
        gap: 8,
        padding: '8px 12px',
        fontSize: 14,
        lineHeight: '20px',
        color: theme.palette.text.primary,
        borderLeft: (props: { severity: Severity }) =>
          `3px solid ${color(props)}`,
        background: theme.palette.action.hover,
        borderRadius: 2,
      },
      icon: { color, fontSize: 20, flexShrink: 0 },
      body: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
      title: { fontWeight: 600, marginRight: 6 },
      action: { flexShrink: 0, margin: '-4px 0' },
    };
  },
  { name: 'TitaniumNotice' },
);

/** Something a person should read before going on: icon, word and colour of its severity. @public */
export function Notice(props: {
  severity: 'info' | 'warning' | 'danger';
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** `alert` is read out at once; only for what appears after something was pressed. */
  role?: 'alert' | 'note';
}) {
  const classes = useStyles({ severity: props.severity });
  const Icon = ICONS[props.severity];
  return (
    <div className={classes.root} role={props.role}>
      <Icon className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <span className={classes.title}>{props.title}</span>
        {props.children}
      </div>
      {props.action && <div className={classes.action}>{props.action}</div>}
    </div>
  );
}
