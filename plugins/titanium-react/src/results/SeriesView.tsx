import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumReactTranslationRef } from '../translation';
import { SeriesChart } from './SeriesChart';
import { TableView } from './TableView';

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** The unit behind a number, for the few that a glance must not mistake. */
function withUnit(unit: string | undefined): (value: number) => string {
  switch (unit) {
    case 'percentunit':
      return value => `${round(value * 100)} %`;
    case 'percent':
      return value => `${round(value)} %`;
    case 'ms':
      return value => `${round(value)} ms`;
    case 'reqps':
      return value => `${round(value)} req/s`;
    default:
      return value => String(round(value));
  }
}

/** Series as lines, and each with its last, smallest and largest value. One moment has only values. */
export function SeriesView(props: { result: SeriesResult; label: string }) {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { result, label } = props;
  const format = withUnit(result.unit);
  const ranged = result.kind !== 'instant';
  const rows = result.series.map(series => {
    const values = series.points
      .map(point => point[1])
      .filter((value): value is number => value !== null);
    const of = (pick: (a: number, b: number) => number) =>
      values.length ? format(values.reduce((a, b) => pick(a, b))) : null;
    return {
      cells: [
        series.name,
        values.length ? format(values[values.length - 1]) : null,
        ...(ranged ? [of(Math.min), of(Math.max)] : []),
      ],
    };
  });
  return (
    <>
      {ranged && <SeriesChart result={result} label={label} format={format} />}
      <TableView
        label={label}
        table={{
          columns: [
            { name: t('results.series.name'), type: 'string' },
            {
              name: t(ranged ? 'results.series.last' : 'results.series.value'),
              type: 'number',
            },
            ...(ranged
              ? ([
                  { name: t('results.series.min'), type: 'number' },
                  { name: t('results.series.max'), type: 'number' },
                ] as const)
              : []),
          ],
          rows,
        }}
      />
    </>
  );
}
