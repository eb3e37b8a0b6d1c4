/** What actions and reads are called, by id. */
export const actions = {
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
} as const;
