import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  useDelayed,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useMemo } from 'react';
import { useTimeRange } from '../../time';
import type { Mark } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';
import { Problem } from '../Problem';
import { StaleNote } from '../StaleNote';
import { useKeptRead } from '../useKeptRead';
import { SIGNAL_NAMES, signalsOf } from './model';
import { SignalCard } from './SignalCard';
import { useSignalWords } from './useSignalWords';

const useStyles = makeStyles(
  theme => ({
    grid: {
      display: 'grid',
      gap: 8,
      gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
      [theme.breakpoints.down('md')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      },
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    waiting: { height: 272, borderRadius: 4 },
    warnings: {
      margin: '4px 0 0',
      paddingLeft: 20,
      fontSize: 12,
      overflowWrap: 'anywhere',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumSignals' },
);

/** The four cards in their final places, drawn when the answer takes its time. */
function Waiting() {
  const classes = useStyles();
  const shown = useDelayed();
  return (
    <div className={classes.grid} aria-hidden>
      {SIGNAL_NAMES.map(name =>
        shown ? (
          <Skeleton key={name} variant="rect" className={classes.waiting} />
        ) : (
          <div key={name} className={classes.waiting} />
        ),
      )}
    </div>
  );
}

/** Traffic, errors, latency and saturation, asked of Prometheus itself: they need no dashboard. */
export function Signals(props: {
  entity: Entity;
  cluster: string | null;
  marks: readonly Mark[];
  onMarks: (marks: Mark[], anchor: HTMLElement) => void;
}) {
  const { entity, cluster, marks, onMarks } = props;
  const { range, round, setShown } = useTimeRange();
  const { t } = useTranslationRef(titaniumTranslationRef);
  const words = useSignalWords();
  const classes = useStyles();
  const read = useKeptRead(
    cluster === null
      ? null
      : {
          action: {
            id: 'metrics.signals',
            input: { cluster, range, compare: true },
          },
          entityRef: stringifyEntityRef(entity),
        },
    round,
  );
  const result =
    read.answer?.result.type === 'series' ? read.answer.result : undefined;
  const signals = useMemo(
    () => result && signalsOf(result, words.part, words.before),
    [result, words],
  );
  useEffect(() => {
    const times = result?.series.find(
      ({ labels, points }) => labels.period === 'current' && points.length > 1,
    )?.points;
    if (times) {
      setShown({ from: times[0][0], to: times[times.length - 1][0] });
    }
  }, [result, setShown]);

  if (!signals) {
    return read.error ? (
      <Problem
        error={read.error}
        entity={entity}
        title={t('metrics.signals.failed')}
        platform="Prometheus"
        onRetry={read.again}
      />
    ) : (
      <Waiting />
    );
  }
  return (
    <section aria-label={t('metrics.signals.label')}>
      <StaleNote read={read} />
      <div className={classes.grid}>
        {signals.map(signal => (
          <SignalCard
            key={signal.name}
            signal={signal}
            marks={marks}
            onMarks={onMarks}
          />
        ))}
      </div>
      {result?.warnings && result.warnings.length > 0 && (
        <ul className={classes.warnings} aria-label={t('metrics.warnings')}>
          {result.warnings.map(warning => (
            <li key={warning}>{visibleText(warning)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
