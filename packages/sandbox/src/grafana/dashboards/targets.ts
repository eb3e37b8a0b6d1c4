import { LOKI_UID, PROMETHEUS_UID } from '../datasources';
import { TargetJson } from './types';

export const PROMETHEUS = { type: 'prometheus', uid: PROMETHEUS_UID };
const LOKI = { type: 'loki', uid: LOKI_UID };

/** A query of Prometheus over the range. */
export function promql(
  refId: string,
  expr: string,
  legendFormat: string,
): TargetJson {
  return {
    refId,
    datasource: PROMETHEUS,
    editorMode: 'code',
    expr,
    legendFormat,
    range: true,
  };
}

/** A query of Prometheus at the end of the range. */
export function promqlNow(
  refId: string,
  expr: string,
  legendFormat: string,
  format: 'time_series' | 'table' = 'time_series',
): TargetJson {
  return {
    refId,
    datasource: PROMETHEUS,
    editorMode: 'code',
    expr,
    legendFormat,
    format,
    instant: true,
    range: false,
  };
}

export function logql(
  refId: string,
  expr: string,
  legendFormat: string,
): TargetJson {
  return {
    refId,
    datasource: LOKI,
    editorMode: 'code',
    expr,
    legendFormat,
    queryType: 'range',
  };
}
