import { Samples } from '../../../world/metrics';
import { Point, series } from './samples';

const times = (count: number, value: (index: number) => Point) =>
  Array.from({ length: count }, (_, index) => value(index));

/** Series with everything that is awkward: resets, gaps, ends, jitter, NaN, infinities, broken histograms. */
export function edgeSeries(start: number): Samples[] {
  const plain = { start };
  const jittered = { start: start + 3, jitter: 31 };
  const counter = (
    labels: Record<string, string>,
    points: Point[],
    at = plain,
  ) => series({ __name__: 'edge_total', ...labels }, points, at);
  const gauge = (labels: Record<string, string>, points: Point[], at = plain) =>
    series({ __name__: 'edge_gauge', ...labels }, points, at);
  const histogram = (kind: string, bounds: Record<string, number>) =>
    Object.entries(bounds).map(([le, step]) =>
      series(
        { __name__: 'edge_seconds_bucket', kind, le },
        times(200, index => index * step),
        plain,
      ),
    );
  return [
    counter(
      { case: 'steady' },
      times(240, index => index * 30),
    ),
    counter(
      { case: 'jitter' },
      times(240, index => index * 7.25),
      jittered,
    ),
    counter(
      { case: 'resets' },
      times(240, index => (index % 37) * 11.5 + (index % 5)),
    ),
    counter(
      { case: 'ends' },
      times(90, index => (index < 80 ? index * 4 : null)).map((value, index) =>
        index === 80 ? 'gone' : value,
      ),
    ),
    counter(
      { case: 'returns' },
      times(240, index => {
        if (index === 60) {
          return 'gone';
        }
        return index > 60 && index < 90 ? null : index * 2;
      }),
    ),
    counter(
      { case: 'gaps' },
      times(240, index => (index % 50 < 20 ? index : null)),
    ),
    counter({ case: 'one' }, [null, null, 5]),
    counter(
      { case: 'late' },
      times(240, index => (index < 100 ? null : index)),
    ),
    gauge(
      { case: 'wave', n: '1' },
      times(240, index => Math.sin(index / 9) * 8),
    ),
    gauge(
      { case: 'flat', n: '2' },
      times(240, () => 42),
    ),
    gauge(
      { case: 'nan', n: '3' },
      times(240, index => (index % 3 === 0 ? NaN : index)),
    ),
    gauge(
      { case: 'infinite', n: '4' },
      times(240, index => (index % 2 === 0 ? Infinity : -Infinity)),
    ),
    gauge(
      { case: 'zero', n: '5' },
      times(240, () => 0),
    ),
    gauge(
      { case: 'tiny', n: '6' },
      times(240, index => index * 1e-9),
    ),
    gauge(
      { case: 'huge', n: '7' },
      times(240, index => 1e21 + index * 1e19),
    ),
    gauge(
      { case: 'negative', n: '8' },
      times(240, index => -index / 7),
    ),
    gauge(
      { case: 'jitter', n: '9' },
      times(240, index => index ** 1.5),
      jittered,
    ),
    series(
      { __name__: 'edge_info', n: '1', owner: 'blog', zone_name: 'a' },
      times(240, () => 1),
      plain,
    ),
    series(
      { __name__: 'edge_info', n: '2', owner: 'core' },
      times(240, () => 1),
      plain,
    ),
    series(
      { __name__: 'edge_twice', n: '1', owner: 'a' },
      times(240, () => 1),
      plain,
    ),
    series(
      { __name__: 'edge_twice', n: '1', owner: 'b' },
      times(240, () => 1),
      plain,
    ),
    series(
      { __name__: 'edge_text', path: '/a/b"c\\d', words: '한글 text' },
      times(240, index => index),
      plain,
    ),
    ...histogram('whole', { '0.1': 1, '0.5': 3, '1': 6, '5': 9, '+Inf': 10 }),
    ...histogram('endless', { '0.1': 1, '0.5': 3 }),
    ...histogram('single', { '+Inf': 10 }),
    ...histogram('empty', { '0.1': 0, '1': 0, '+Inf': 0 }),
    ...histogram('falling', { '0.1': 4, '1': 3, '+Inf': 6 }),
    ...histogram('negative', { '-1': 2, '0': 4, '1': 5, '+Inf': 5 }),
    ...histogram('odd', { '1': 2, '1.0': 3, x: 9, '+Inf': 8 }),
  ];
}
