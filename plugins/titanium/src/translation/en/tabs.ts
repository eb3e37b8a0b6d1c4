/** Keys that lead from tab to tab. */
export const tabs = {
  pods: 'Go to Pods',
  logs: 'Go to Logs',
  metrics: 'Go to Metrics',
  delivery: 'Go to Delivery',
  runs: 'Go to Runs',
} as const;
