import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  isRunEnded,
  RunSummary,
  ServerStatement,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { useMemo } from 'react';
import { RelativeTime } from '../components';
import { runHealth } from '../runs/health';
import { useStreamSelector } from '../stream';
import { healthColor } from '../theme';
import { titaniumReactTranslationRef } from '../translation';
import { lastRunsOf } from './lastRuns';
import { useStripStyles } from './useStripStyles';

const useStyles = makeStyles(
  theme => ({
    dots: {
      display: 'inline-flex',
      gap: 3,
      marginRight: 6,
      verticalAlign: 'middle',
    },
    dot: {
      boxSizing: 'border-box',
      width: 8,
      height: 8,
      borderRadius: '50%',
      border: '2px solid',
    },
    ...Object.fromEntries(
      (['healthy', 'failed', 'degraded', 'progressing', 'paused'] as const).map(
        health => [
          health,
          {
            borderColor: healthColor(theme, health),
            // What went well is full, all else is hollow: not told by colour alone.
            background:
              health === 'healthy' ? healthColor(theme, health) : 'none',
          },
        ],
      ),
    ),
    unknown: { borderColor: healthColor(theme, 'unknown') },
  }),
  { name: 'TitaniumLastRuns' },
);

/**
 * How the step went the last times: "●●○ last: succeeded 3 d ago". Rests on runs whose step the server has found in the
 * published page.
 */
export function LastRuns(props: {
  statement: ServerStatement;
  values: Record<string, string>;
  documentRef: string;
}) {
  const { statement, values, documentRef } = props;
  const strip = useStripStyles();
  const classes = useStyles() as Record<string, string>;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  // One subscription for all strips of the page.
  const rows = useStreamSelector(
    { topic: 'steps', entityRef: null, params: { documentRef } },
    view => view.collections.runs as Record<string, RunSummary> | undefined,
  );
  const key = JSON.stringify(values);
  const runs = useMemo(
    () => lastRunsOf(statement, JSON.parse(key), Object.values(rows ?? {})),
    [statement, key, rows],
  );
  const last = runs[runs.length - 1];
  if (!last) return null;
  return (
    <span className={strip.muted}>
      <span
        className={classes.dots}
        role="img"
        aria-label={t('commands.lastRuns', {
          states: runs
            .map(run => t(`runs.state.${run.state}`).toLocaleLowerCase())
            .join(', '),
        })}
      >
        {runs.map(run => (
          <span
            key={run.id}
            className={`${classes.dot} ${classes[runHealth(run.state)]}`}
          />
        ))}
      </span>
      <Link
        to={`/titanium/runs/${encodeURIComponent(last.id)}`}
        // The reader follows links of its document by itself; one navigation is enough.
        onClick={event => event.stopPropagation()}
      >
        {t('commands.lastRun', {
          state: t(`runs.state.${last.state}`).toLocaleLowerCase(),
        })}
      </Link>{' '}
      <RelativeTime
        time={
          isRunEnded(last.state) && last.endedAt ? last.endedAt : last.startedAt
        }
      />
    </span>
  );
}
