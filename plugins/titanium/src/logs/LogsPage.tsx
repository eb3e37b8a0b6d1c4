import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import {
  Freshness,
  logToText,
  ResultView,
  saveText,
  SkeletonRows,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useEffect, useMemo } from 'react';
import { TimeWindow, useTimeRange } from '../time';
import { useMarks } from '../timeline';
import { titaniumTranslationRef } from '../translation';
import { QueryLine } from './editor/QueryLine';
import { Histogram } from './Histogram';
import { LevelChips } from './LevelChips';
import { LogLines } from './lines/LogLines';
import { LogsError, isRefusal, NoLines } from './LogsNotice';
import { LogsNotes } from './LogsNotes';
import { LogsToolbar } from './LogsToolbar';
import { GROUP_LEVELS, LevelGroup } from './model/buckets';
import {
  composeQuery,
  decomposeQuery,
  isMetricQuery,
  selectorOf,
} from './model/query';
import { PodLogsFallback } from './PodLogsFallback';
import { useLogsUrlState } from './urlState';
import { useFollowedLog } from './useFollowedLog';
import { useHistogram } from './useHistogram';
import { useLogLink } from './useLogLink';
import { isDown, useLogs } from './useLogs';

/** Asked once more before something else is shown. */
const PATIENCE = 2;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      height: 'calc(100vh - 290px)',
      minHeight: 520,
      [theme.breakpoints.down('xs')]: { minHeight: 720 },
    },
    chips: { marginBottom: 8 },
    note: {
      fontSize: 13,
      marginBottom: 8,
      color: theme.palette.text.secondary,
      overflowWrap: 'anywhere',
    },
    lines: { flex: 1, minHeight: 200, display: 'flex' },
    histogram: { minHeight: 110 },
    series: { overflow: 'auto' },
  }),
  { name: 'TitaniumLogs' },
);

/** Lines of a service: found by a query over a time, or as they are written. */
export function LogsPage({ entity }: { entity: Entity }) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const entityRef = stringifyEntityRef(entity);
  const entityName = entity.metadata.name;
  const [state, change] = useLogsUrlState();
  const time = useTimeRange();
  const { range, round, shown, setShown, zoom } = time;
  const selector = useMemo(() => selectorOf(entity), [entity]);
  const phone = useMediaQuery(useTheme().breakpoints.down('xs'));
  const wrap = state.wrap ?? phone;
  // A moment outside the time that was chosen since is of an older link.
  const begin =
    state.at !== null &&
    'from' in range &&
    state.at >= range.from &&
    state.at <= range.to
      ? state.at
      : null;
  const base = state.query || selector;
  const metric = isMetricQuery(base);
  const text = metric ? base : composeQuery(base, state.filters);
  const live = state.live && !metric;

  const logs = useLogs({ entityRef, query: text, range, round });
  const { answer, error, again } = logs;
  const down = isDown(error);
  const fallback = down && (!answer || logs.failures >= PATIENCE);

  const { log, stream, source, liveRound } = useFollowedLog({
    entityRef,
    query: text,
    live,
    logs,
  });
  const refusal = isRefusal(error) ? error!.message : null;
  const histogram = useHistogram({
    entityRef,
    query: composeQuery(base, { ...state.filters, levels: [] }),
    range,
    round: round + liveRound,
    enabled: !metric && !error,
  });

  const from = answer?.info?.from;
  const to = answer?.info?.to;
  useEffect(() => {
    if (from !== undefined && to !== undefined) setShown({ from, to });
  }, [from, to, setShown]);
  const span: TimeWindow | null =
    from !== undefined && to !== undefined ? { from, to } : shown;
  const { marks } = useMarks(entity, span ?? range);

  const { levels } = state.filters;
  const isShown = useCallback(
    (group: LevelGroup) =>
      levels.length === 0 ||
      GROUP_LEVELS[group].some(level => levels.includes(level)),
    [levels],
  );
  const { linkOf, share, shared } = useLogLink(state.line, span);
  const run = (written: string) => {
    const { base: query, filters } = decomposeQuery(written);
    const same = query === base && written.trim() === text;
    if (same) again();
    else
      change({ query: query === selector ? '' : query, filters, line: null });
  };
  const filtered =
    state.filters.search !== '' ||
    levels.length > 0 ||
    state.filters.labels.length > 0 ||
    state.query !== '';
  const clear = () =>
    change({
      query: '',
      filters: { search: '', regex: false, levels: [], labels: [] },
    });
  const nothing = !answer && !error;
  const blocked = error !== null && !down && !refusal;

  let freshness = null;
  if (live) {
    freshness = (
      <Freshness
        connection={stream.connection}
        status={stream.view.status}
        onRetry={() => {
          stream.retry();
          again();
        }}
      />
    );
  }
  return (
    <section
      data-titanium="logs"
      className={classes.root}
      aria-label={t('logs.label', { entity: entityName })}
    >
      <LogsToolbar
        state={state}
        wrap={wrap}
        onChange={change}
        onDownload={() =>
          saveText(
            `${entityName}.log`,
            logToText(log, { timestamps: true, pods: true }),
          )
        }
        onShare={share}
        shared={shared}
        canDownload={log.lines.length > 0 && !fallback}
        freshness={freshness}
      />
      <QueryLine
        entityRef={entityRef}
        text={text}
        range={range}
        refusal={refusal}
        onRun={run}
      />
      {!metric && !blocked && !fallback && (
        <div className={classes.chips}>
          <LevelChips
            counts={histogram.counts}
            levels={levels}
            onLevels={next => change({ filters: { levels: next } })}
            labels={state.filters.labels}
            onLabels={next => change({ filters: { labels: next } })}
          />
        </div>
      )}
      {!metric && !blocked && !fallback && !refusal && (
        <div className={classes.histogram}>
          {span && (
            <Histogram
              result={histogram.result}
              window={span}
              shown={isShown}
              marks={marks}
              onZoom={wanted => {
                zoom(wanted, ['live', 'at']);
              }}
            />
          )}
        </div>
      )}
      <LogsNotes
        logs={logs}
        histogram={histogram}
        source={live ? source : undefined}
        waiting={!live && (answer !== null || log.lines.length > 0)}
        stale={down && !fallback}
      />
      <div className={classes.lines}>
        {fallback && (
          <PodLogsFallback
            entityRef={entityRef}
            entityName={entityName}
            error={error!}
            lastGood={answer?.at ?? null}
            search={state.filters.search}
            wrap={wrap}
            onWrap={wanted => change({ wrap: wanted })}
            timestamps={state.timestamps}
            onTimestamps={timestamps => change({ timestamps })}
          />
        )}
        {blocked && (
          <LogsError error={error!} entityName={entityName} onRetry={again} />
        )}
        {nothing && <SkeletonRows />}
        {!fallback && !blocked && answer?.series && (
          <div className={classes.series}>
            <ResultView label={entityName} result={answer.series} />
          </div>
        )}
        {!fallback && !blocked && !nothing && !answer?.series && (
          <LogLines
            log={log}
            label={entityName}
            entityRef={entityRef}
            state={state}
            wrap={wrap}
            begin={begin}
            question={text}
            reading={logs.reading || logs.readingOlder}
            live={live}
            onLive={() => change({ live: true })}
            onLine={line => change({ line })}
            onFilter={filter =>
              change({
                filters: {
                  labels: [
                    ...state.filters.labels.filter(
                      each =>
                        each.name !== filter.name ||
                        each.value !== filter.value,
                    ),
                    filter,
                  ],
                },
              })
            }
            linkOf={linkOf}
            onTop={logs.older}
            empty={
              live || refusal ? (
                t(refusal ? 'logs.query.refused' : 'logs.live.waiting')
              ) : (
                <NoLines
                  filtered={filtered}
                  selector={text}
                  onClear={clear}
                  onWiden={
                    'last' in range && range.last < 6 * 3600
                      ? () => time.setRange({ last: 6 * 3600 })
                      : undefined
                  }
                />
              )
            }
          />
        )}
      </div>
      {logs.readingOlder && (
        <div className={classes.note} role="status">
          {t('logs.older')}
        </div>
      )}
    </section>
  );
}
