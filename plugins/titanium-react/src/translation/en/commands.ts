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
  form: {
    open: 'Open form',
    asking: 'Asking…',
    loading: 'Reading the live object…',
    manifest: {
      label: 'Manifest (YAML or JSON)',
      hint: 'Paste the manifest. Nothing changes before you have seen the difference and confirmed it.',
      file: 'The portal does not have your files: paste what {{path}} holds.',
      kustomize:
        'The portal does not run kustomize: paste the output of "kubectl kustomize {{path}}".',
    },
    object: {
      label: 'Object as YAML',
      hint: 'What you take out of the text is taken out of the object. Status is left out; the first line tells which state you began with.',
    },
    autoscaler: {
      minReplicas: 'Least replicas',
      maxReplicas: 'Most replicas',
      cpuUtilization: 'Target CPU in %',
      hint: 'Only the numbers you change are sent.',
    },
    secret: {
      legend: 'New value of {{key}}',
      type: 'Type a value',
      generate: 'Let the portal make one (32 random bytes, Base64)',
      value: 'Value',
      hint: 'The value is kept in the portal’s memory until the run, and nowhere else: if the portal restarts before, you are asked for it again. It is never shown; a value the portal made can be seen afterwards with its own action.',
    },
  },
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
