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
      found:
        'What you change here is applied as it stands here; the file stays as it is. Nothing changes before you have seen the difference and confirmed it.',
      kustomize:
        'Paste what the folder is built to: run this in a terminal and paste what it prints.',
      copy: 'Copy command',
    },
    source: {
      loading: 'Looking for the file in the source of this page’s service…',
      file: 'Begins with {{path}} from the source of this page’s service:',
      folder:
        'Begins with what the portal built from {{path}} in the source of this page’s service:',
      files_one: 'Built of {{count}} file',
      files_other: 'Built of {{count}} files',
      again: 'Begin again with the file',
      missing: 'Not filled in.',
      reasons: {
        'no-entity': 'The service of this page cannot be seen.',
        'no-location':
          'The service does not say where its source is: add the annotation backstage.io/source-location.',
        'location-type':
          'The source location of the service is none that can be read from here: it has to be url: with the http or https address of a folder in a repository. A file: location is on the portal’s own disk and is not read.',
        path: 'Only a plain relative path below the source of the service is read: no address, no absolute path, no “..”, no encoded characters.',
        folder:
          'Only single files that end in .yaml, .yml or .json are read, never a folder as a whole.',
        'not-found': 'There is no such file in the source of the service.',
        forbidden: 'The repository does not let the portal read the file.',
        'no-integration':
          'No integration is configured for the host of the source (integrations in the portal’s configuration).',
        'too-large': 'The file is larger than a manifest may be (256 KiB).',
        timeout: 'The repository did not answer in time.',
        unreadable:
          'The file could not be read. Does the source location name a branch, as in …/tree/main/?',
        refused: 'The file is not shown here.',
        'kustomize-field':
          'The kustomization uses a field that the portal does not build, and nothing is guessed. Paste the output of the command below instead.',
        'kustomize-path':
          'The kustomization leads to another repository or out of the source of the service; the portal reads neither.',
        'kustomize-cycle': 'The kustomizations lead to each other in a circle.',
        'kustomize-limit':
          'The folder is built of too much: at most 50 files, 256 KiB and 8 kustomizations deep.',
        'kustomize-object':
          'kustomize handles this object apart, which the portal does not do. Paste the output of the command below instead.',
        'kustomize-invalid': 'kustomize itself would refuse this.',
      },
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
  open: {
    pods: 'Open Pods',
    logs: 'Open Logs',
    metrics: 'Open Metrics',
    delivery: 'Open Delivery',
    alerts: 'Open alerts',
    runs: 'Open Runs',
    operations: 'Choose a service',
  },
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
  lastRuns: 'The last runs of this step, oldest first: {{states}}',
  lint: {
    label: 'Check this step',
    show: 'Show correction',
    hide: 'Hide correction',
    copy: 'Copy correction',
    gone: '{{name}} does not exist any more.',
    goneUnnamed: 'What this names does not exist any more.',
  },
  lints: {
    'missing-prompt':
      'Lines without a prompt are output here, so this one does not run: write the prompt before it, too.',
    'secret-namespace':
      'Without -n the Secret {{name}} is made in the namespace that the shell happens to use, not where the service reads it.',
    'secret-rotation':
      'A new password in the Secret does not change the database’s own: without ALTER ROLE the services lock themselves out at their next start.',
    'secrets-in-clear':
      '{{file}} would hold every Secret in clear text: base64 is no encryption.',
    'get-all-backup':
      'kubectl get all leaves out ConfigMaps, Secrets, Ingresses, volumes, roles and every custom resource: this is no backup of a namespace.',
    'hidden-failure':
      'When {{dump}} fails, {{packer}} still succeeds: a broken dump looks like a good backup.',
    'live-restore':
      'A plain dump poured into a database that holds data appends to it and collides, and psql goes on after errors: restore into an empty one.',
    'cronjob-password':
      'pg_dump gets no password here, so the job fails; and nothing removes old backups.',
    'database-scale':
      'More than one replica of {{name}} makes separate databases with a volume each, not copies of one.',
    'record-flag':
      '--record is deprecated and has no effect here: no change-cause is written, the portal itself records who changed what and when.',
    'sql-renamed-column':
      'Since PostgreSQL 13 pg_stat_statements has no {{old}}: the columns are called {{now}}.',
  },
  where: 'This part:',
  parseFailed: 'The commands on this page could not be checked: {{message}}',
  retry: 'Try again',
} as const;
