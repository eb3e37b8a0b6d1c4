import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import WarningIcon from '@material-ui/icons/Warning';
import { WorkloadRow } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ErrorNotice,
  healthColor,
  LogView,
  monospace,
  RelativeTime,
  SkeletonRows,
  useLogLines,
  useStreamView,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo, useState } from 'react';
import { titaniumTranslationRef } from '../translation';

const TAIL = 1000;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 },
    banner: {
      display: 'flex',
      gap: 12,
      alignItems: 'flex-start',
      padding: '8px 12px',
      marginBottom: 8,
      borderLeft: `3px solid ${healthColor(theme, 'degraded')}`,
      background: theme.palette.action.hover,
    },
    icon: { color: healthColor(theme, 'degraded') },
    title: { fontWeight: 600, margin: 0, fontSize: 14 },
    text: { fontSize: 13, wordBreak: 'keep-all', overflowWrap: 'anywhere' },
    words: { ...monospace, fontSize: 12, overflowWrap: 'anywhere' },
  }),
  { name: 'TitaniumPodLogsFallback' },
);

/** The lines of the service's pods straight from the cluster, while Loki does not answer. */
export function PodLogsFallback(props: {
  entityRef: string;
  entityName: string;
  error: Error;
  /** When Loki last answered; milliseconds. */
  lastGood: number | null;
  search: string;
  wrap: boolean;
  onWrap: (wrap: boolean) => void;
  timestamps: boolean;
  onTimestamps: (timestamps: boolean) => void;
}) {
  const { entityRef, error, lastGood } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const [search, setSearch] = useState(props.search);
  const { view: pods } = useStreamView({ topic: 'pods', entityRef });
  const workload = useMemo(
    () =>
      Object.values(
        (pods.collections.workloads ?? {}) as Record<string, WorkloadRow>,
      )
        .filter(({ kind }) => kind !== 'job')
        .sort((a, b) => b.desired - a.desired || (a.name < b.name ? -1 : 1))[0],
    [pods.collections.workloads],
  );
  const name = workload && `${workload.kind}/${workload.name}`;
  const { view, retry } = useLogLines(
    name
      ? { topic: 'pod-logs', entityRef, params: { workload: name, tail: TAIL } }
      : null,
  );
  const refused = view.refused ?? pods.refused;
  return (
    <div className={classes.root} data-testid="titanium-logs-fallback">
      <div className={classes.banner} role="status">
        <WarningIcon className={classes.icon} aria-hidden />
        <div>
          <h2 className={classes.title}>{t('logs.fallback.title')}</h2>
          <div className={classes.text}>
            {t('logs.fallback.text', { workload: name ?? props.entityName })}{' '}
            {lastGood !== null && (
              <>
                {t('logs.fallback.lastGood')}{' '}
                <RelativeTime time={new Date(lastGood).toISOString()} />
              </>
            )}
          </div>
          <div className={classes.words}>{visibleText(error.message)}</div>
        </div>
      </div>
      {refused && (
        <ErrorNotice
          title={t('logs.fallback.failed')}
          words={refused.message}
          onRetry={retry}
        />
      )}
      {!refused && !name && !pods.ready && <SkeletonRows />}
      {!refused && (name || pods.ready) && (
        <LogView
          label={props.entityName}
          lines={view.lines}
          appended={view.appended}
          gaps={view.gaps}
          live
          wrap={props.wrap}
          onWrap={props.onWrap}
          timestamps={props.timestamps}
          onTimestamps={props.onTimestamps}
          search={search}
          onSearch={setSearch}
        />
      )}
    </div>
  );
}
