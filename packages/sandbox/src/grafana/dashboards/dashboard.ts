import { PROMETHEUS } from './targets';
import { DashboardJson, PanelJson, VariableJson } from './types';

export interface VariableOptions {
  name: string;
  label: string;
  /** `label_values(metric, label)` */
  query: string;
  current: string[];
  multi?: boolean;
}

/** A variable whose choices are values of a label. */
export function variable(options: VariableOptions): VariableJson {
  const { name, label, query, current, multi = false } = options;
  const value = multi ? current : current[0];
  return {
    name,
    label,
    type: 'query',
    datasource: PROMETHEUS,
    definition: query,
    query: {
      qryType: 1,
      query,
      refId: 'PrometheusVariableQueryEditor-VariableQuery',
    },
    current: { selected: true, text: value, value },
    options: [],
    multi,
    includeAll: multi,
    ...(multi ? { allValue: '.*' } : {}),
    hide: 0,
    refresh: 2,
    regex: '',
    skipUrlSync: false,
    sort: 1,
  };
}

/** Everything around a dashboard's panels. */
export function dashboard(
  id: number,
  uid: string,
  title: string,
  description: string,
  variables: VariableJson[],
  panels: PanelJson[],
): DashboardJson {
  return {
    id,
    uid,
    title,
    description,
    tags: ['titanium'],
    schemaVersion: 39,
    version: 3,
    editable: true,
    fiscalYearStartMonth: 0,
    graphTooltip: 1,
    links: [],
    annotations: {
      list: [
        {
          builtIn: 1,
          datasource: { type: 'grafana', uid: '-- Grafana --' },
          enable: true,
          hide: true,
          iconColor: 'rgba(0, 211, 255, 1)',
          name: 'Annotations & Alerts',
          type: 'dashboard',
        },
      ],
    },
    time: { from: 'now-1h', to: 'now' },
    timepicker: {},
    timezone: 'browser',
    refresh: '30s',
    weekStart: '',
    templating: { list: variables },
    panels,
  };
}
