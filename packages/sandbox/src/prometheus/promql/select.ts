import { Samples } from '../../world/metrics/tsdb/series';
import { MatrixSelector, Moment, VectorSelector } from './syntax/ast';
import { Column, Frame, Ranges, column } from './values';

/** The moments a selector looks at, one for each step. */
export function momentsOf(frame: Frame, { offset, at }: Moment): Float64Array {
  if (at === undefined) {
    return offset === 0 ? frame.times : frame.times.map(time => time - offset);
  }
  const fixed = typeof at === 'number' ? at : frame.outer[at];
  return new Float64Array(frame.times.length).fill(fixed - offset);
}

export function selectInstant(
  frame: Frame,
  selector: VectorSelector,
  /** Gives the samples' times in place of their values. */
  wantsTimes = false,
): Column[] {
  const moments = momentsOf(frame, selector);
  const { lookbackMs } = frame;
  const found = frame.storage.select(
    selector.matchers,
    moments[0] - lookbackMs,
    moments[moments.length - 1],
  );
  return found.flatMap(({ labels, times, values, stale }) => {
    const result = column(labels, moments.length);
    let at = -1;
    let any = false;
    for (let step = 0; step < moments.length; step++) {
      const moment = moments[step];
      while (at + 1 < times.length && times[at + 1] <= moment) {
        at += 1;
      }
      if (at >= 0 && times[at] >= moment - lookbackMs && !stale?.[at]) {
        result.values[step] = wantsTimes ? times[at] / 1000 : values[at];
        result.has[step] = 1;
        any = true;
      }
    }
    frame.account(moments.length);
    return any ? [result] : [];
  });
}

export function selectRange(
  frame: Frame,
  { selector, range }: MatrixSelector,
): Ranges {
  const ends = momentsOf(frame, selector);
  const series = frame.storage
    .select(selector.matchers, ends[0] - range, ends[ends.length - 1])
    .map(withoutStale);
  return { series, ends, range };
}

/** Ranges never see the marks of ended series. */
function withoutStale(samples: Samples): Samples {
  const { labels, times, values, stale } = samples;
  if (!stale) {
    return samples;
  }
  const isKept = (_value: number, index: number) => !stale[index];
  return {
    labels,
    times: times.filter(isKept),
    values: values.filter(isKept),
  };
}
