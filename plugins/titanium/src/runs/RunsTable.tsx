import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { RunSummary } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  refName,
  RelativeTime,
  riskColor,
  runHealth,
  StateChip,
  TableColumn,
  titaniumReactTranslationRef,
  useFreshKeys,
  usePlanWords,
  useRunDuration,
  VirtualTable,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { titaniumTranslationRef } from '../translation';
import { runPath } from './paths';

const useStyles = makeStyles(
  theme => ({
    what: {
      display: 'block',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      color: theme.palette.text.primary,
    },
    low: { color: riskColor(theme, 'low') },
    medium: { color: riskColor(theme, 'medium'), fontWeight: 600 },
    high: { color: riskColor(theme, 'high'), fontWeight: 600 },
  }),
  { name: 'TitaniumRunsTable' },
);

function State({ run }: { run: RunSummary }) {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return (
    <StateChip health={runHealth(run.state)}>
      {t(`runs.state.${run.state}`)}
    </StateChip>
  );
}

function Took({ run }: { run: RunSummary }) {
  const took = useRunDuration();
  return <>{run.endedAt ? took(run.startedAt, run.endedAt) : '–'}</>;
}

/** One row a run; Enter or a click opens it. */
export function RunsTable(props: {
  runs: readonly RunSummary[];
  /** False where all are of one service. */
  withService?: boolean;
}) {
  const { runs, withService = true } = props;
  const classes = useStyles();
  const navigate = useNavigate();
  const words = usePlanWords();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const items = useMemo(
    () => runs.map(run => ({ key: run.id, row: run })),
    [runs],
  );
  const byId = useMemo(
    () => Object.fromEntries(runs.map(run => [run.id, run])),
    [runs],
  );
  const freshKeys = useFreshKeys(byId, true);
  const columns = useMemo<TableColumn<RunSummary>[]>(
    () => [
      {
        id: 'state',
        header: t('runs.columns.state'),
        track: '112px',
        render: run => <State run={run} />,
      },
      {
        id: 'what',
        header: t('runs.columns.what'),
        track: 'minmax(112px, 4fr)',
        render: run => (
          <Link
            to={runPath(run.id)}
            className={classes.what}
            title={words.sentence(run)}
          >
            {run.undoOf ? `${t('runs.undoOf')}: ` : ''}
            {words.sentence(run)}
          </Link>
        ),
      },
      ...(withService
        ? [
            {
              id: 'service',
              header: t('runs.columns.service'),
              track: 'minmax(120px, 1fr)',
              from: 860,
              render: (run: RunSummary) =>
                run.boundEntityRefs.map(refName).join(', ') || '–',
            },
          ]
        : []),
      {
        id: 'who',
        header: t('runs.columns.who'),
        track: '112px',
        from: 640,
        render: run => (
          <span title={run.requester}>{refName(run.requester)}</span>
        ),
      },
      {
        id: 'risk',
        header: t('runs.columns.risk'),
        track: '88px',
        from: 1000,
        render: run => (
          <span className={classes[run.risk]}>
            {t(`runs.risk.${run.risk}`)}
          </span>
        ),
      },
      {
        id: 'started',
        header: t('runs.columns.started'),
        track: '96px',
        render: run => <RelativeTime time={run.startedAt} />,
      },
      {
        id: 'took',
        header: t('runs.columns.took'),
        track: '96px',
        from: 720,
        align: 'right',
        render: run => <Took run={run} />,
      },
    ],
    [t, classes, words, withService],
  );
  return (
    <VirtualTable
      label={t('runs.tableLabel')}
      items={items}
      columns={columns}
      freshKeys={freshKeys}
      onOpen={run => navigate(runPath(run.id))}
    />
  );
}
