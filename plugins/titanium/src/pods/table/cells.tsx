import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  absoluteTime,
  RelativeTime,
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { PodRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
    numbers: { fontVariantNumeric: 'tabular-nums' },
  }),
  { name: 'TitaniumPodCells' },
);

/** "1/2". */
export function ReadyCell(props: { pod: PodRow }) {
  const classes = useStyles();
  return (
    <span className={classes.numbers}>
      {props.pod.readyContainers}/{props.pod.totalContainers}
    </span>
  );
}

/** The status as kubectl prints it, the platform's sentence as its title. */
export function StatusCell(props: { pod: PodRow }) {
  const { pod } = props;
  return (
    <span title={pod.message ? visibleText(pod.message) : undefined}>
      <StateChip health={pod.health}>{visibleText(pod.status)}</StateChip>
    </span>
  );
}

/** How often, when last, and why in the title. */
export function RestartsCell(props: { pod: PodRow }) {
  const { restarts, lastRestart } = props.pod;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  if (restarts === 0) {
    return <span className={`${classes.numbers} ${classes.quiet}`}>0</span>;
  }
  const title = lastRestart
    ? t('pods.restarts.at', {
        container: lastRestart.container,
        reason: visibleText(lastRestart.reason ?? t('pods.restarts.unknown')),
        time: lastRestart.at ? absoluteTime(lastRestart.at) : '',
      })
    : undefined;
  return (
    <span className={classes.numbers} title={title}>
      {restarts}
      {lastRestart?.at && (
        <span className={classes.quiet}>
          {' ('}
          <RelativeTime time={lastRestart.at} />)
        </span>
      )}
    </span>
  );
}
