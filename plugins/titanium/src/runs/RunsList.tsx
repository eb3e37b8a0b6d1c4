import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  EmptyState,
  ErrorNotice,
  Freshness,
  SkeletonRows,
  useErrorWords,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { titaniumTranslationRef } from '../translation';
import { useRunsFilter } from './filters';
import { RunsFilters } from './RunsFilters';
import { RunsTable } from './RunsTable';
import { useRuns } from './useRuns';

const useStyles = makeStyles(
  {
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      alignItems: 'flex-end',
      gap: 16,
      marginBottom: 16,
    },
    more: { marginTop: 8, textAlign: 'center' },
  },
  { name: 'TitaniumRunsList' },
);

/** Runs the caller may see, newest first; those of one entity when it is given. */
export function RunsList(props: { entityRef?: string }) {
  const { entityRef } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const errorWords = useErrorWords();
  const [chosen, change] = useRunsFilter();
  const filter = useMemo(
    () => (entityRef ? { ...chosen, entityRef } : chosen),
    [chosen, entityRef],
  );
  const { runs, error, hasMore, more, retry, stream } = useRuns(filter);
  // The list is the portal's own: its only source is the connection.
  const status = useMemo<ViewStatus>(
    () =>
      stream.view.ready
        ? { portal: { state: 'live', since: '', platform: 'Titanium' } }
        : stream.view.status,
    [stream.view.ready, stream.view.status],
  );
  const filtered = Object.values(chosen).some(Boolean);

  return (
    <div data-titanium="runs">
      <div className={classes.bar}>
        <RunsFilters
          filter={chosen}
          runs={runs ?? []}
          withService={!entityRef}
          onChange={change}
        />
        <Freshness
          status={status}
          connection={stream.connection}
          onRetry={stream.retry}
        />
      </div>
      {error !== undefined && (
        <ErrorNotice
          title={t('runs.failed')}
          words={errorWords(error).message}
          onRetry={retry}
        >
          {errorWords(error).title}
        </ErrorNotice>
      )}
      {!runs && error === undefined && <SkeletonRows />}
      {runs?.length === 0 && error === undefined && (
        <EmptyState
          title={t(filtered ? 'runs.empty.filtered' : 'runs.empty.title')}
        >
          {t(filtered ? 'runs.empty.filteredText' : 'runs.empty.text')}
        </EmptyState>
      )}
      {runs && runs.length > 0 && (
        <RunsTable runs={runs} withService={!entityRef} />
      )}
      {hasMore && (
        <div className={classes.more}>
          <Button onClick={more}>{t('runs.more')}</Button>
        </div>
      )}
    </div>
  );
}
