import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  formatCpu,
  formatMemory,
  monospace,
  RelativeTime,
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import {
  ComputeAmounts,
  ContainerRow,
  PodRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: {
      padding: '8px 0',
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontSize: 13,
      lineHeight: '20px',
    },
    head: { display: 'flex', alignItems: 'center', gap: 12, flexWrap: 'wrap' },
    name: { ...monospace, fontWeight: 600 },
    badge: {
      fontSize: 12,
      padding: '0 6px',
      borderRadius: 4,
      border: `1px solid ${theme.palette.divider}`,
      color: theme.palette.text.secondary,
    },
    logs: { marginLeft: 'auto' },
    image: { ...monospace, fontSize: 12, overflowWrap: 'anywhere' },
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '0 16px',
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    message: {
      ...monospace,
      fontSize: 12,
      marginTop: 4,
      padding: '4px 8px',
      borderRadius: 4,
      background: theme.palette.action.hover,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'TitaniumContainerList' },
);

function useAmounts(): (amounts: ComputeAmounts) => string {
  const { t } = useTranslationRef(titaniumTranslationRef);
  return ({ cpu, memory }) =>
    [
      cpu === null ? null : `CPU ${formatCpu(cpu)}`,
      memory === null ? null : formatMemory(memory),
    ]
      .filter(Boolean)
      .join(', ') || t('pods.drawer.container.notSet');
}

function Container(props: {
  container: ContainerRow;
  /** The pod's message, shown above already. */
  said: string | null;
  onLogs: (name: string) => void;
}) {
  const { container, said, onLogs } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const amounts = useAmounts();
  const { lastTermination } = container;
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <span className={classes.name}>{container.name}</span>
        {container.init && (
          <span className={classes.badge}>
            {t('pods.drawer.initContainer')}
          </span>
        )}
        <StateChip health={container.health}>
          {visibleText(container.state)}
        </StateChip>
        {container.since && <RelativeTime time={container.since} />}
        <Button
          size="small"
          className={classes.logs}
          aria-label={`${t('pods.drawer.container.logs')}: ${container.name}`}
          onClick={() => onLogs(container.name)}
        >
          {t('pods.drawer.container.logs')}
        </Button>
      </div>
      <div className={classes.image}>
        {visibleText(
          container.image.endsWith(container.version)
            ? container.image
            : `${container.image}:${container.version}`,
        )}
      </div>
      <div className={classes.facts}>
        <span>
          {t('pods.drawer.container.requests')}: {amounts(container.requests)}
        </span>
        <span>
          {t('pods.drawer.container.limits')}: {amounts(container.limits)}
        </span>
        <span>
          {t('pods.drawer.container.restarts')}: {container.restarts}
        </span>
        {lastTermination && (
          <span>
            {t('pods.drawer.container.last', {
              reason: visibleText(lastTermination.reason),
              code: String(lastTermination.exitCode),
            })}
            {lastTermination.finishedAt && (
              <>
                {', '}
                <RelativeTime time={lastTermination.finishedAt} />
              </>
            )}
          </span>
        )}
      </div>
      {container.message && container.message !== said && (
        <div className={classes.message}>{visibleText(container.message)}</div>
      )}
    </li>
  );
}

/** The containers in the order of the pod, init containers first. */
export function ContainerList(props: {
  pod: PodRow;
  onLogs: (container: string) => void;
}) {
  const classes = useStyles();
  const { containers } = props.pod;
  const ordered = [
    ...containers.filter(({ init }) => init),
    ...containers.filter(({ init }) => !init),
  ];
  return (
    <ul className={classes.list}>
      {ordered.map(container => (
        <Container
          key={container.name}
          container={container}
          said={props.pod.message}
          onLogs={props.onLogs}
        />
      ))}
    </ul>
  );
}
