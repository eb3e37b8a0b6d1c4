import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  EmptyState,
  ErrorNotice,
  KeyboardHelp,
  MissingAnnotation,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useState } from 'react';
import { TimeRangePicker, TimeRangeProvider, useTimeRange } from '../time';
import { Mark, useMarks } from '../timeline';
import { titaniumTranslationRef } from '../translation';
import { Dashboards } from './dashboards/Dashboards';
import { MarkPopover, OpenedMarks } from './marks/MarkPopover';
import { metricsLine, NotInstalled } from './Problem';
import { Signals } from './signals/Signals';
import { useEntityCluster } from './useEntityCluster';

const useStyles = makeStyles(
  {
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '8px 16px',
      marginBottom: 12,
    },
    tools: { marginLeft: 'auto' },
  },
  { name: 'TitaniumMetrics' },
);

function Metrics() {
  const { entity } = useEntity();
  const { range } = useTimeRange();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { cluster, refused } = useEntityCluster(entity);
  const { marks } = useMarks(entity, range);
  const [opened, setOpened] = useState<OpenedMarks | null>(null);
  const onMarks = useCallback(
    (some: Mark[], anchor: HTMLElement) => setOpened({ marks: some, anchor }),
    [],
  );
  const common = { entity, cluster, marks, onMarks };

  let body = (
    <>
      <Signals {...common} />
      <Dashboards {...common} />
    </>
  );
  // With a cluster the reads speak for themselves; without one nothing can be asked.
  if (cluster === null && refused) {
    switch (refused.code) {
      case 'not-installed':
        body = <NotInstalled />;
        break;
      case 'missing-annotation':
        body = (
          <MissingAnnotation
            entity={entity.metadata.name}
            {...metricsLine(entity)}
          />
        );
        break;
      case 'forbidden':
        body = (
          <EmptyState title={t('metrics.problem.forbidden')}>
            {t('metrics.problem.forbiddenText')}
          </EmptyState>
        );
        break;
      default:
        body = (
          <ErrorNotice
            title={t('metrics.signals.failed')}
            words={refused.message}
          />
        );
    }
  }
  return (
    <section
      data-titanium="metrics"
      aria-label={t('metrics.label', { entity: entity.metadata.name })}
    >
      <div className={classes.bar}>
        <TimeRangePicker />
        <span className={classes.tools}>
          <KeyboardHelp />
        </span>
      </div>
      {body}
      <MarkPopover
        entity={entity}
        opened={opened}
        onClose={() => setOpened(null)}
      />
    </section>
  );
}

/** The Metrics tab of an entity's page. */
export function MetricsContent() {
  return (
    <TimeRangeProvider refreshEvery={30}>
      <Metrics />
    </TimeRangeProvider>
  );
}
