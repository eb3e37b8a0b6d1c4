/** The strip under a block of commands. */
export const commands = {
  blockLabel: 'Commands in this block',
  stripLabel: '{{title}}, line {{line}}',
  line: 'line {{line}}',
  verdict: {
    read: 'Reads only',
    change: 'Changes something after you confirm',
  },
  advice: {
    refuse: 'Cannot run here',
    session: 'Use the portal instead',
    later: 'Not in the portal yet',
  },
  risk: { low: 'low risk', medium: 'medium risk', high: 'high risk' },
  run: 'Run',
  runAgain: 'Run again',
  running: 'Running…',
  preview: 'Preview',
  openPods: 'Open Pods',
  defaults: {
    namespace: 'in {{namespace}}, from this page’s service',
    cluster: 'on {{cluster}}, from this page’s service',
  },
  field: {
    label: '{{name}}',
    missing: 'Fill in {{name}} first',
    loading: 'Asking the platform…',
    none: 'Nothing to choose; type a value',
    failed: 'Choices could not be read: {{message}}',
    truncated: 'There are more; type to narrow',
  },
  result: {
    show: 'Show result',
    hide: 'Hide result',
    stop: 'Stop following',
    failed: 'Could not be read',
  },
  lastRun: 'last: {{state}}',
  where: 'This part:',
  parseFailed: 'The commands on this page could not be checked: {{message}}',
  retry: 'Try again',
} as const;
