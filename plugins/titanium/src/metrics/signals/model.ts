import {
  Health,
  SeriesResult,
  SignalRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  alignSeries,
  ChartData,
  ChartThreshold,
  stateOf,
  summarize,
} from '../../charts';

export type SignalName = SignalRow['key'];

export const SIGNAL_NAMES: readonly SignalName[] = [
  'traffic',
  'errors',
  'latency',
  'saturation',
];

/** The part that stands for the signal; of several, the highest one does. */
const MAIN: Record<SignalName, readonly string[]> = {
  traffic: ['total'],
  errors: ['total'],
  latency: ['p95'],
  saturation: ['cpu', 'memory'],
};

/**
 * From where a value calls for a look. Errors: the platform's own alert fires at 5 %. Saturation: as the bars of the Pods
 * tab. Traffic and latency mean something only against what is usual.
 */
export const SIGNAL_THRESHOLDS: Record<SignalName, readonly ChartThreshold[]> =
  {
    traffic: [],
    errors: [
      { from: null, state: 'healthy' },
      { from: 0.01, state: 'degraded' },
      { from: 0.05, state: 'failed' },
    ],
    latency: [],
    saturation: [
      { from: null, state: 'healthy' },
      { from: 0.8, state: 'degraded' },
      { from: 0.95, state: 'failed' },
    ],
  };

/** One golden signal over the time shown. */
export interface Signal {
  name: SignalName;
  unit: string | null;
  data: ChartData;
  /** The newest value of its main part. */
  value: number | null;
  /** Which part that is, where the signal has several. */
  main: string | null;
  state: Health | undefined;
  /** Mean of the main part, now and in the period before; null where nothing was measured. */
  mean: number | null;
  meanBefore: number | null;
}

/** The state of a signal's value. */
export function signalState(
  name: SignalName,
  value: number | null,
): Health | undefined {
  return stateOf(value, SIGNAL_THRESHOLDS[name]);
}

function highest(values: (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length ? Math.max(...known) : null;
}

/** The four signals of an answer of `metrics.signals`. `partName` names a line, `before` the one to compare with. */
export function signalsOf(
  result: SeriesResult,
  partName: (signal: SignalName, part: string) => string,
  before: (signal: SignalName, part: string) => string,
): Signal[] {
  return SIGNAL_NAMES.map(name => {
    const mine = result.series.filter(({ labels }) => labels.signal === name);
    const main = MAIN[name];
    const shown = mine.filter(
      ({ labels }) =>
        labels.period !== 'previous' || main.includes(labels.part),
    );
    const data = alignSeries(
      shown.map(({ labels: { part, period }, points }) => ({
        key: `${part}/${period}`,
        name: period === 'previous' ? before(name, part) : partName(name, part),
        faint: period === 'previous',
        points,
      })),
    );
    const meaning = (period: string) =>
      data.series
        .filter(({ key }) => main.some(part => key === `${part}/${period}`))
        .map(({ key, values }) => ({
          part: key.split('/')[0],
          ...summarize(values),
        }));
    const now = meaning('current');
    const value = highest(now.map(({ last }) => last));
    const leading = now.find(({ last }) => last !== null && last === value);
    return {
      name,
      unit: mine[0]?.labels.unit ?? null,
      data,
      value,
      main: leading && leading.part !== 'total' ? leading.part : null,
      state: signalState(name, value),
      mean: highest(meaning('current').map(({ mean }) => mean)),
      meanBefore: highest(meaning('previous').map(({ mean }) => mean)),
    };
  });
}

/** How a mean compares with the one before: a share where that says something, else both values speak for themselves. */
export function change(
  mean: number | null,
  before: number | null,
): { kind: 'none' | 'same' | 'more' | 'less' | 'values'; percent: number } {
  if (mean === null || before === null) return { kind: 'none', percent: 0 };
  if (mean === before) return { kind: 'same', percent: 0 };
  const ratio = mean / before;
  if (!Number.isFinite(ratio) || ratio > 3) {
    return { kind: 'values', percent: 0 };
  }
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  if (percent < 5) return { kind: 'same', percent };
  return { kind: ratio > 1 ? 'more' : 'less', percent };
}
