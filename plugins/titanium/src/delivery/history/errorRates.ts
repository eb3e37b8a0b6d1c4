import {
  DeliveryHistoryRow,
  SeriesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** The mean share of failed requests while each deployment ran, by its id. `history` is newest first. */
export function errorRates(
  result: SeriesResult,
  history: readonly DeliveryHistoryRow[],
): Map<number, number> {
  const points = result.series.find(
    ({ labels }) =>
      labels.signal === 'errors' &&
      labels.part === 'total' &&
      (labels.period ?? 'current') === 'current',
  )?.points;
  const rates = new Map<number, number>();
  history.forEach(({ id, deployedAt }, index) => {
    const from = Date.parse(deployedAt);
    const to =
      index === 0 ? Infinity : Date.parse(history[index - 1].deployedAt);
    const values = (points ?? [])
      .filter(([time, value]) => time >= from && time < to && value !== null)
      .map(([, value]) => value!);
    if (values.length > 0) {
      rates.set(
        id,
        values.reduce((sum, value) => sum + value, 0) / values.length,
      );
    }
  });
  return rates;
}

/** `7.2 %`; small shares keep one digit that says something. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0 %';
  return value < 0.1 ? '<0.1 %' : `${value.toFixed(value < 10 ? 1 : 0)} %`;
}
