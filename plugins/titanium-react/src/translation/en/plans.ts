/** The dialog before a change, and buttons that open it. */
export const plans = {
  loading: 'Asking the platform what would change…',
  loadingLabel: 'Preparing the preview',
  failedTitle: 'No preview',
  failed: {
    'not-permitted': 'You may not do this',
    'read-only': 'The portal is read-only',
    'target-not-found': 'The target was not found',
    'platform-unavailable': 'The platform does not answer',
    'platform-forbidden': 'The platform refused the portal’s own account',
    'platform-rejected': 'The platform rejected the request',
    'statement-refused': 'This command cannot run here',
    'placeholder-missing': 'A value is missing',
    'invalid-input': 'A value is not valid',
    'target-locked': 'Somebody else is changing this right now',
    'plan-expired': 'This preview is too old',
    'plan-changed': 'Something changed since this preview',
    'plan-consumed': 'This preview was already used',
    'approval-required': 'This needs approval first',
    'not-installed': 'Not installed',
    'value-gone': 'The value is not there any more',
    unreachable: 'The portal’s server does not answer',
    other: 'This did not work',
  },
  retry: 'Try again',
  freshPreview: 'New preview',
  expired:
    'This preview is older than the portal accepts. Nothing was changed.',
  changed: 'Nothing was changed. Look at what would happen now.',
  target: 'Target',
  cluster: 'Cluster',
  namespace: 'Namespace',
  services: 'Services',
  noService: 'no service of the catalog',
  origin: {
    title: 'From',
    types: {
      tab: 'a Titanium tab',
      document: 'a document',
      undo: 'the undo of an earlier run',
      'actions-registry': 'an action of the registry',
    },
    verified: 'verified',
    unverified: 'unverified',
    problems: {
      'page-not-found': 'This page is not published.',
      'step-not-found': 'The published page does not hold this step.',
      'page-too-large': 'The published page is too large to be looked at.',
      'page-unreadable': 'The published page could not be read.',
    },
  },
  changes: 'What will change',
  field: 'Field',
  before: 'Before',
  after: 'After',
  notSet: 'not set',
  noPreview: 'The platform gave no preview: {{reason}}',
  preview: {
    argocd: {
      refresh: 'A refresh changes nothing on the cluster by itself.',
      watch: 'This step changes nothing: it watches.',
      otherRevision:
        'Argo CD tells what a revision changes only for the one its sources follow.',
    },
    kubernetes: {
      reveal: 'Nothing is changed. That the value was shown is recorded.',
    },
    alertmanager: { none: 'No alert matches now.' },
  },
  computed: 'Worked out from the live object, not asked of the platform.',
  noChange: 'No field changes.',
  stepsTitle: 'What will happen, step by step',
  stepsLabel: 'Steps',
  steps: {
    'pause-autosync': 'Pause automatic sync',
    'restore-autosync': 'Restore automatic sync',
    rollback: 'Roll back to {{id}}',
    verify: 'Watch until it is healthy and every pod is ready',
    sync: 'Sync',
    'dry-run': 'Dry run',
    terminate: 'Terminate the operation',
    refresh: 'Refresh',
    kubernetes: {
      apply: 'Apply {{object}}',
      create: 'Create {{object}}',
      replace: 'Change {{object}}',
      secretUpdate: 'Change {{key}}',
      secretReveal: 'Show {{key}} once',
    },
    'set-image': 'Set the image and follow the rollout',
    'edit-autoscaler': 'Change the autoscaler and watch it take effect',
    'pause-rollout': 'Pause the rollout',
    'resume-rollout': 'Resume the rollout',
    'run-cronjob': 'Create the job and wait for its end',
    probe: 'Create the job, read its answer, remove it',
  },
  stepNotes: {
    grant: 'Nothing is changed. That the value was shown is recorded.',
    verify: 'Changes nothing. The run succeeds when all is well, not before.',
  },
  facts: {
    message: 'Commit',
    author: 'Author',
    deployedAt: 'Deployed',
    images: 'Images',
  },
  diff: {
    label: 'Difference of the whole object',
    show: 'Show whole object',
    hide: 'Hide whole object',
    unfold_one: 'Show {{count}} unchanged line',
    unfold_other: 'Show {{count}} unchanged lines',
    added: 'added',
    removed: 'removed',
    truncated: 'The object is too long to compare here.',
  },
  threeWay: {
    title: 'Changed since the run',
    base: 'The run left',
    theirs: 'Now',
    ours: 'This would write',
    state: 'Meaning',
    conflict: 'overwrites a later change',
    kept: 'later change stays',
    unchanged: 'unchanged since',
  },
  warnings: 'Before you confirm',
  warningsPast: 'What was warned of',
  severity: { info: 'Note', warning: 'Warning', danger: 'Danger' },
  approval: {
    title: 'Approval',
    required: 'Somebody else of {{approvers}} must approve this.',
    waiting: 'Waiting for approval. You can close this; the plan stays.',
    why: 'Changes of high risk need a second person.',
    approved: 'Approved by {{who}}.',
    rejected: 'Rejected by {{who}}.',
    openPlan: 'Open the plan',
    none: 'No approval needed.',
  },
  decision: {
    title: 'You may not do this',
    whoMay: 'Who may: {{who}}',
    approvers: 'Only {{approvers}} may approve.',
    audit: 'Only {{operators}} may read the audit.',
    policy: 'The policy of this portal does not allow this.',
    namespace:
      'Namespace {{namespace}} belongs to no service of the catalog; only {{operators}} may read it.',
    everything:
      'This reaches beyond the namespaces of catalogued services; only {{operators}} may read it.',
    noOwner:
      'No service of the catalog owns {{object}}; only {{operators}} may change it.',
    ambiguousOwner:
      'More than one entity of the catalog claims {{object}}{{entities}}, so nobody owns it; only {{operators}} may change it.',
    risk: {
      low: 'This action’s risk is low; only {{operators}} may run it.',
      medium: 'This action’s risk is medium; only {{operators}} may run it.',
      high: 'This action’s risk is high; only {{operators}} may run it.',
    },
    otherOwner:
      'Another service owns {{object}}; only its owners and {{operators}} may change it.',
    notOwner:
      'The {{object}} belongs to {{entity}}, owned by {{owners}}; only they and {{operators}} may change it.',
    reveal: 'Only {{operators}} may see the value of a Secret.',
    readOnly:
      'Permissions are switched off in this portal, so nothing can be changed from it.',
    undecided: 'Permissions cannot be checked right now. Try again shortly.',
  },
  undo: {
    possible: 'Can be undone.',
    impossible: 'Cannot be undone: {{reason}}',
    impossiblePlain: 'Cannot be undone.',
  },
  command: 'Same as',
  copyCommand: 'Copy command',
  copied: 'Copied',
  validUntil: 'Preview valid for {{minutes}} min',
  risk: { low: 'Low risk', medium: 'Medium risk', high: 'High risk' },
  cancel: 'Cancel',
  close: 'Close',
  starting: 'Starting…',
  openRun: 'Open run',
  goesOn: 'The run goes on when you close this.',
  checking: 'Checking whether you may…',
  summary: {
    alertmanager: {
      silence:
        'Silence {{name}} for {{duration}}. Alerts that notify nobody meanwhile, as of now: {{held}}.',
      expire:
        'End the silence of {{name}}. Alerts that notify people again: {{held}}.',
    },
    kubernetes: {
      scale:
        'Scale {{kind}} {{name}} in {{namespace}} from {{from}} to {{to}} replicas.',
      restart:
        'Restart {{kind}} {{name}} in {{namespace}}: its pods ({{replicas}}) are replaced one after another.',
      undo: 'Take {{kind}} {{name}} in {{namespace}} back from revision {{from}} to {{to}}.',
      deletePod: 'Delete pod {{name}} in {{namespace}}.',
      apply: 'Apply a manifest to {{object}}.',
      applySeveral: 'Apply a manifest to {{count}} objects: {{object}}.',
      applySeveralNew:
        'Apply a manifest to {{count}} objects ({{created}} of them new): {{object}}.',
      edit: 'Change {{kind}} {{name}} to the edited text.',
      secretUpdate:
        'Give key {{key}} of Secret {{name}} in {{namespace}} another value.',
      secretReveal:
        'Show the value of key {{key}} of Secret {{name}} in {{namespace}}, once and for one minute.',
      setImage:
        'Set the image of {{kind}} {{name}} in {{namespace}}: {{images}}.',
      editAutoscalerRange:
        'Change autoscaler {{name}} in {{namespace}}: {{fromMin}} to {{fromMax}} replicas become {{min}} to {{max}}.',
      editAutoscalerTarget:
        'Change autoscaler {{name}} in {{namespace}}: CPU target {{fromCpu}} % becomes {{cpu}} %.',
      editAutoscaler:
        'Change autoscaler {{name}} in {{namespace}}: {{fromMin}} to {{fromMax}} replicas become {{min}} to {{max}}, CPU target {{fromCpu}} % becomes {{cpu}} %.',
      pauseRollout: 'Pause the rollout of {{kind}} {{name}} in {{namespace}}.',
      resumeRollout:
        'Resume the rollout of {{kind}} {{name}} in {{namespace}}.',
      runCronJob: 'Run cron job {{name}} in {{namespace}} now, as job {{job}}.',
      probeDns: 'Look up {{asked}} from a short-lived pod in {{namespace}}.',
      probeHttp: 'Ask {{asked}} from a short-lived pod in {{namespace}}.',
    },
    argocd: {
      rollback:
        'Roll application {{application}} back from {{from}} ({{fromRevision}}) to {{id}} ({{revision}}).',
      redeploy:
        'Deploy application {{application}} again as {{id}} ({{revision}}) has it.',
      pauseAutoSync: 'Pause automatic sync of application {{application}}.',
      restoreAutoSync:
        'Turn automatic sync of application {{application}} on again.',
      sync: 'Sync application {{application}} to {{revision}}.',
      dryRun:
        'Try a sync of application {{application}} to {{revision}}: nothing is changed.',
      terminate:
        'End the operation that runs on application {{application}}. What it has changed stays.',
      refresh: 'Compare application {{application}} with git again.',
      hardRefresh:
        'Compare application {{application}} with git again, its manifests made anew.',
    },
  },
  confirm: {
    alertmanager: {
      silence: 'Silence for {{duration}}',
      expire: 'End silence',
    },
    kubernetes: {
      scale: 'Scale to {{to}}',
      restart: 'Restart',
      undo: 'Roll back to revision {{to}}',
      deletePod: 'Delete pod',
      apply: 'Apply',
      applySeveral: 'Apply all',
      applySeveralNew: 'Apply all',
      edit: 'Save',
      secretUpdate: 'Change value',
      secretReveal: 'Allow to see',
      setImage: 'Set image',
      editAutoscaler: 'Change autoscaler',
      editAutoscalerRange: 'Change autoscaler',
      editAutoscalerTarget: 'Change autoscaler',
      pauseRollout: 'Pause rollout',
      resumeRollout: 'Resume rollout',
      runCronJob: 'Run now',
      probeDns: 'Run probe',
      probeHttp: 'Run probe',
    },
    argocd: {
      rollback: 'Roll back to {{id}}',
      redeploy: 'Deploy again',
      pauseAutoSync: 'Pause auto-sync',
      restoreAutoSync: 'Restore auto-sync',
      sync: 'Sync',
      dryRun: 'Dry run',
      terminate: 'Terminate',
      refresh: 'Refresh',
      hardRefresh: 'Hard refresh',
    },
  },
  warning: {
    'guarded-kind':
      '{{object}}: objects of this kind can reach beyond one service, so a second person must agree.',
    'guarded-fields':
      '{{object}}: these fields can reach beyond the service (other pods, Secrets, traffic, nodes), so a second person must agree: {{fields}}.',
    'secret-database':
      '{{workload}} was set up with this value and keeps its own copy: changing the Secret does not change the password of the database. Give the role the same password (ALTER ROLE … PASSWORD) before anything restarts; otherwise whatever restarts cannot log in.',
    'secret-restart':
      'They read the value only when they start, so they keep the old one until you restart them: {{workloads}}.',
    'secret-new-key':
      'Secret {{name}} has no key {{key}} yet; it is added. Nothing reads it unless it is asked for by that name.',
    'secret-controlled':
      '{{kind}} {{owner}} makes this Secret and will put its own value back: change the value there.',
    'secret-shown':
      'You see the value once, for a minute, after the run has started. The portal keeps no copy; the audit keeps that you saw it.',
    'changed-since':
      'The object has changed since that run: {{paths}}. Look at what this would overwrite.',
    'no-alerts':
      'No alert matches now: the silence holds those that would begin to fire.',
    'wide-silence':
      'The matchers are not bound to one service: alerts of others are silenced, too.',
    hpa: {
      disabled:
        'The autoscaler {{name}} stops working while there are no replicas; it starts again when they are scaled up by hand.',
      outside:
        'The autoscaler {{name}} allows {{min}} to {{max}} and will set it to {{back}} within seconds.',
      back: 'The autoscaler {{name}} ({{min}} to {{max}}) wants {{desired}} now: {{replicas}} is in its range, but it will set it to {{desired}} again at its next look at the load, usually within seconds.',
      inside:
        'The autoscaler {{name}} ({{min}} to {{max}}) decides by load: {{replicas}} is in its range, but it will change the number again when the load calls for another.',
    },
    'disruption-budget': {
      scale:
        'The disruption budget {{name}} asks for {{least}} available pods; scaling does not respect it.',
      delete:
        'The disruption budget {{name}} allows no disruption now; deleting a pod does not respect it.',
    },
    'database-scale':
      'Each replica of this StatefulSet runs {{image}} with a volume of its own: more than one makes separate databases, not copies of one.',
    'scale-to-zero':
      'With no replicas the service is away until it is scaled up.',
    'single-replica': {
      scale:
        'With one replica the service is away whenever its pod is replaced or fails.',
      replace:
        'There is one replica, and it stops before its successor is ready: the service is away meanwhile.',
      delete:
        'It is the only replica: the service is away until its successor is ready.',
    },
    'no-controller': 'Nothing controls this pod: no other will take its place.',
    paused: {
      scale:
        'Its rollout is paused: scaling works, changes of the template wait until it is resumed.',
      image:
        'Its rollout is paused: the new image is kept in the template and runs only after the rollout is resumed.',
      pause:
        'New images, restarts and syncs of Argo CD wait in the template until it is resumed; it cannot be rolled back meanwhile.',
      pauseUnderWay:
        'A rollout is under way and stops where it is: old and new pods serve side by side until it is resumed.',
      resume:
        'Whatever was changed in its template while it was paused is rolled out now.',
    },
    'mutable-tag':
      'The tag of {{images}} does not name one image: what runs depends on the moment each node pulls it, and taking the change back may not bring the old one. Name a version or a digest.',
    'autoscaler-range': {
      up: 'There are {{replicas}} replicas now: it will start {{more}} more at once, whatever the load.',
      down: 'There are {{replicas}} replicas now: it will stop {{less}} of them, whatever the load.',
      fixed:
        'With {{min}} as the fewest and the most it no longer follows the load.',
    },
    'cronjob-active':
      'It is running already ({{jobs}}); concurrencyPolicy does not hold a job back that is made by hand.',
    'cronjob-suspended':
      'Its schedule is suspended; this one job runs all the same, and the schedule stays suspended.',
    'backup-no-password':
      'Container {{container}} talks to PostgreSQL and is given no password (PGPASSWORD): unless the server trusts it, the job fails.',
    'backup-pipe':
      'Container {{container}} pipes pg_dump into another program without pipefail: the job succeeds though the dump has failed. Look at the size of the backup.',
    'probe-no-service':
      'There is no service {{name}} in {{namespace}}: the name will have no address.',
    'probe-port':
      'The service {{name}} has no port {{port}}, only {{ports}}: nothing will answer.',
    'probe-network-policy':
      'The network policies {{policies}} let no probe in: it will time out though the service may be well. A policy that admits pods labelled app.kubernetes.io/name=titanium-probe lets it in.',
    'no-change': {
      scale: 'It has {{replicas}} replicas already: nothing will change.',
      undo: 'Its template is that of revision {{revision}} already: nothing will change.',
      delete: 'It is being deleted already.',
      image: 'It runs these images already: nothing will change.',
      autoscaler: 'It has these values already: nothing will change.',
      pause: 'Its rollout is paused already: nothing will change.',
      resume: 'Its rollout is not paused: nothing will change.',
    },
    'argocd-auto-sync':
      'Automatic sync is on: it is paused first and stays paused, until you restore it.',
    'argocd-hooks-skipped':
      'A rollback runs no hooks; these stay out: {{hooks}}.',
    'argocd-not-pruned':
      'Objects that came later stay on the cluster: {{count}}. A rollback removes nothing.',
    'argocd-operation-running':
      'Another operation is running on this application: Argo CD refuses a second one until it has ended or was terminated.',
    'argocd-parent':
      'Application {{parent}} manages this application: if it heals itself, it turns automatic sync on again.',
    'argocd-sync-window':
      'A sync window is closed: Argo CD accepts the operation and holds it, running, until the window opens.',
    'argocd-brings-newest':
      'Argo CD then brings what git says at once: revision {{revision}}.',
    'argocd-prune':
      'Objects that git does not hold are removed: {{count}} ({{names}}).',
    'argocd-prunes':
      'Automatic sync will remove objects that git does not hold any more.',
    gitops:
      'Argo CD manages this object (application {{application}}): with self-healing on it is set back to what Git says, and the next sync does so anyway.',
    'gitops-heals':
      'Argo CD heals the application {{application}}: it sets this back to what Git says within seconds. Change it in Git, or pause automatic sync first.',
  },
} as const;
