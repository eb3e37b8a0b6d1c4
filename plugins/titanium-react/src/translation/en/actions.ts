/** What actions and reads are called, by id. */
export const actions = {
  alertmanager: { silence: 'Silence alert', expire: 'End silence' },
  alerts: { history: 'Show alert history' },
  argocd: {
    app: {
      list: 'List applications',
      get: 'Show application',
      history: 'Show history',
      resources: 'List resources',
      diff: 'Show difference',
      sync: 'Sync application',
      rollback: 'Roll back application',
      terminate: 'Terminate operation',
      pauseAutoSync: 'Pause auto-sync',
      restoreAutoSync: 'Restore auto-sync',
      refresh: 'Refresh application',
    },
  },
  grafana: {
    dashboards: 'List dashboards',
    dashboard: 'Show dashboard',
    panel: 'Show panel',
  },
  kubernetes: {
    get: 'List objects',
    describe: 'Describe',
    logs: 'Read logs',
    top: 'Show usage',
    rollout: { status: 'Rollout status', history: 'Rollout history' },
    events: 'List events',
    workload: {
      scale: 'Scale workload',
      restart: 'Restart workload',
      undo: 'Roll back workload',
    },
    pod: { delete: 'Delete pod' },
  },
  loki: {
    query: 'Query logs',
    histogram: 'Count lines by level',
    labels: 'List labels of logs',
    context: 'Show lines around a line',
    stats: 'Show the size of a log query',
  },
  metrics: { signals: 'Show golden signals' },
  prometheus: { query: 'Query metrics', queryRange: 'Query metrics over time' },
} as const;
