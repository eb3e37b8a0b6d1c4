import { JsonObject } from '@backstage/types';

export const AUTOSCALER_FIELDS = [
  'minReplicas',
  'maxReplicas',
  'cpuUtilization',
] as const;

export type AutoscalerField = (typeof AUTOSCALER_FIELDS)[number];
export type AutoscalerValues = Record<AutoscalerField, string>;

interface Metric {
  type?: string;
  resource?: { name?: string; target?: { averageUtilization?: number } };
}

/** The three numbers of a live autoscaler; empty where it has none. */
export function autoscalerValues(text: string): AutoscalerValues {
  const { spec = {} } = JSON.parse(text) as {
    spec?: { minReplicas?: number; maxReplicas?: number; metrics?: Metric[] };
  };
  const cpu = spec.metrics?.find(
    ({ type, resource }) => type === 'Resource' && resource?.name === 'cpu',
  )?.resource?.target?.averageUtilization;
  const words = (value: number | undefined) =>
    value === undefined ? '' : String(value);
  return {
    // What the API takes when it is not said.
    minReplicas: words(spec.minReplicas ?? 1),
    maxReplicas: words(spec.maxReplicas),
    cpuUtilization: words(cpu),
  };
}

/** The fields that differ from the live ones, or null: nothing differs, or a number is none. */
export function autoscalerFields(
  live: AutoscalerValues,
  values: AutoscalerValues,
): JsonObject | null {
  const changed = AUTOSCALER_FIELDS.filter(
    field => values[field].trim() !== live[field],
  );
  const whole = changed.every(field => /^\d{1,5}$/.test(values[field].trim()));
  return whole && changed.length
    ? Object.fromEntries(changed.map(field => [field, Number(values[field])]))
    : null;
}
