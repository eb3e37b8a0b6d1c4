import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumReactTranslationRef } from '../translation';
import { TableView } from './TableView';

function round(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(4));
}

/** Each series with its last, smallest and largest value. */
export function SeriesView(props: { result: SeriesResult; label: string }) {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const rows = props.result.series.map(series => {
    const values = series.points
      .map(point => point[1])
      .filter((value): value is number => value !== null);
    const of = (pick: (a: number, b: number) => number) =>
      values.length ? round(values.reduce((a, b) => pick(a, b))) : null;
    return {
      cells: [
        series.name,
        values.length ? round(values[values.length - 1]) : null,
        of(Math.min),
        of(Math.max),
      ],
    };
  });
  return (
    <TableView
      label={props.label}
      table={{
        columns: [
          { name: t('results.series.name'), type: 'string' },
          { name: t('results.series.last'), type: 'number' },
          { name: t('results.series.min'), type: 'number' },
          { name: t('results.series.max'), type: 'number' },
        ],
        rows,
      }}
    />
  );
}
