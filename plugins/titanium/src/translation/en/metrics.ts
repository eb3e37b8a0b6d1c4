/** The Metrics tab. */
export const metrics = {
  label: 'Metrics of {{entity}}',
  stale: 'Not current; last read',
  state: {
    healthy: 'normal',
    progressing: 'changing',
    degraded: 'warning',
    failed: 'critical',
    unknown: 'unknown',
    paused: 'paused',
  },
  warnings: 'What could not be read',
  signals: {
    label: 'Golden signals',
    failed: 'The golden signals could not be read',
    name: {
      traffic: 'Traffic',
      errors: 'Errors',
      latency: 'Latency',
      saturation: 'Saturation',
    },
    part: {
      p50: 'median (p50)',
      p95: 'p95',
      p99: 'p99',
      cpu: 'CPU of limit',
      memory: 'memory of limit',
    },
    before: '{{part}}, before',
    alone: '{{mean}} on average',
    same: '{{mean}} on average, as in the period before',
    more: '{{mean}} on average, {{percent}} % more than in the period before',
    less: '{{mean}} on average, {{percent}} % less than in the period before',
    instead: '{{mean}} on average, {{before}} in the period before',
  },
  problem: {
    copy: 'Copy the line',
    notConfigured:
      'The portal is not told where this platform is. An operator of the portal adds its address.',
    notInstalled: 'The observability module is not installed',
    notInstalledText:
      'The back end of this portal has no module that knows metrics. Add it with this line in packages/backend/src/index.ts:',
    forbidden: 'You may not see the metrics of this service',
    forbiddenText:
      'Ask the owner of the service or a platform operator for access.',
  },
  dashboards: {
    title: 'Dashboards',
    choose: 'Dashboard',
    open: 'Open in Grafana',
    failed: 'The dashboards could not be read',
    noGrafana: 'No dashboards without Grafana',
    noGrafanaText: 'The golden signals above work without it.',
    none: 'No dashboard has this tag',
    noneText:
      'Dashboards appear here when they carry the tag that the annotation selects:',
  },
  panel: {
    open: 'Open in Grafana',
    failed: 'The query of this panel failed',
    elsewhere: 'Panels of type “{{type}}” are drawn by Grafana only.',
    noAddress:
      'Grafana has no public address here (titanium.observability.<cluster>.grafana.publicUrl).',
    moreRows: '{{number}} more rows in Grafana',
  },
  marks: {
    title: 'What happened here',
    open: 'Show it',
    logs: 'Logs from here',
    errors: 'Error lines from here',
  },
} as const;
