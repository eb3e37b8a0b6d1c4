/** A run while it happens and afterwards. */
export const runs = {
  state: {
    queued: 'Queued',
    applying: 'Applying',
    applied: 'Applied',
    verifying: 'Verifying',
    succeeded: 'Succeeded',
    failed: 'Failed',
    cancelled: 'Cancelled',
    unknown: 'Unknown',
    undone: 'Undone',
  },
  step: {
    pending: 'Pending',
    applying: 'Applying',
    applied: 'Applied',
    verifying: 'Verifying',
    succeeded: 'Succeeded',
    failed: 'Failed',
    skipped: 'Skipped',
    unknown: 'Unknown',
  },
  progressLabel: 'Progress',
  readyOf: '{{done}} of {{total}} ready',
  waitingFor: 'Waiting for',
  stalled: 'Nothing has moved for a while. This is what the platform says:',
  steps: 'Steps',
  events: 'Events',
  noEvents: 'No events yet.',
  evidence: { event: 'event', log: 'log', condition: 'condition' },
  eventState: 'Run {{state}}',
  eventStep: 'Step {{step}} {{state}}',
  eventRevealed: 'The value was shown to the person who started the run',
  took: 'took {{duration}}',
  seconds: '{{value}} s',
  minutes: '{{minutes}} min {{seconds}} s',
  says: {
    silenced: '{{done}} of {{total}} alerts silenced',
    ready: '{{done}} of {{total}} ready',
    unseen: 'the controller has not seen the change yet',
    stopping: 'pods still stopping: {{count}}',
    stoppingOld: 'old pods still stopping: {{count}}',
    waiting: 'waiting for {{name}} ({{reason}})',
    waitingMore: 'waiting for {{name}} ({{reason}}) and {{more}} more',
    trouble: 'The cluster cannot be watched now: {{message}}',
    autoscalerHold: 'watching whether the autoscaler {{name}} keeps it',
    podStopping: 'waiting for {{name}} to stop',
    autoscaler:
      '{{current}} replicas, the autoscaler wants {{desired}} ({{min}} to {{max}})',
    jobCreated: 'job {{name}} was created, its pod is awaited',
    jobRunning: '{{name}} is running',
    probeResolved: '{{host}} is {{addresses}}',
    probeAnswered: '{{host}} answers {{status}}',
    argocd: {
      accepted: 'Argo CD has accepted the operation and will begin it',
      operation: 'the operation is {{phase}}',
      objects: '{{done}} of {{total}} objects',
      words: '{{message}}',
      pods: '{{done}} of {{total}} pods ready',
      waiting: 'waiting for {{name}} ({{reason}})',
      waitingMore: 'waiting for {{name}} ({{reason}}) and {{more}} more',
      health: 'health is {{health}}',
      comparing: 'Argo CD compares the application again',
      healthyAt: 'healthy at revision {{revision}}',
      outOfSyncNormal:
        'OutOfSync is normal now: git still asks for what was rolled back',
      trouble: 'Argo CD does not answer now: {{message}}',
      restoring:
        'automatic sync is on and Argo CD will bring the newest revision',
      autoSyncOn: 'automatic sync is on',
      terminating: 'the operation is terminating',
    },
  },
  ends: {
    alertmanager: { ended: 'Somebody has ended the silence already.' },
    argocd: {
      operation: 'The operation ended as {{phase}}: {{message}}.',
      operationPaused:
        'The operation ended as {{phase}}: {{message}}. Automatic sync stays paused: undo this run, or restore automatic sync, to turn it on again.',
      replaced:
        'Something else was deployed meanwhile: the operation of this run was replaced.',
      replacedPaused:
        'Something else was deployed meanwhile: the operation of this run was replaced. Automatic sync stays paused: undo this run, or restore automatic sync, to turn it on again.',
      degraded: 'The application is {{health}} and does not recover.',
      degradedPaused:
        'The application is {{health}} and does not recover. Automatic sync stays paused: undo this run, or restore automatic sync, to turn it on again.',
      interruptedPaused:
        'Nothing was rolled back so far, but the request may still arrive: look at the application before doing it again. Automatic sync stays paused: undo this run, or restore automatic sync, to turn it on again.',
      policyBack: 'Something has changed the sync policy again at once.',
      turnedOnAgain:
        'Automatic sync was turned off, and something has turned it on again at once.',
    },
    notInstalled:
      'The module that carries out this action is not installed any more.',
    expired:
      'The portal was interrupted and the plan has expired meanwhile; nothing more was changed.',
    interrupted:
      'The portal was interrupted before the change was made; nothing was changed.',
    valueGone:
      'The value that was entered is not there any more: it was used, its time is over, or another instance of the portal has it in its memory. Make a new plan and enter it again.',
    timeout: 'The change was made but has not taken full effect in time.',
    unknown:
      'Whether the change has taken effect is not known: {{why}}. Look at the object before doing it again.',
    mayStillLand:
      'Nothing has changed so far, but the request may still arrive. Look at the object before doing it again.',
    mayStillLandWhy:
      'Nothing has changed so far, but the request may still arrive ({{why}}). Look at the object before doing it again.',
    cancelled: {
      before: 'Cancelled by {{by}} before anything was changed.',
      after: 'Cancelled by {{by}}; the change that was made stays.',
    },
    kubernetes: {
      deadline:
        'The deployment made no progress within its deadline (ProgressDeadlineExceeded): {{message}}',
      deleted: 'The {{kind}} was deleted.',
      scaledBack:
        'It was scaled to {{replicas}}, but is at {{now}} again: the autoscaler {{name}} ({{min}} to {{max}}) decides the number.',
      scaledSince:
        'It was scaled to {{replicas}}, but something else has set it to {{now}} since.',
      changedSince: 'It was written, but something else has changed it since.',
      templateReplaced:
        'Something else has changed its template since: that rollout replaces this one.',
      imageHealed:
        'The old image is back: Argo CD (application {{application}}) has set it to what Git says. Change it in Git, or pause automatic sync first.',
      autoscalerChanged:
        'Something else has changed the autoscaler since: it allows {{min}} to {{max}} replicas now.',
      autoscalerHealed:
        'The autoscaler allows {{min}} to {{max}} replicas again: Argo CD (application {{application}}) has set it to what Git says. Change it in Git, or pause automatic sync first.',
      resumedSince: 'Something else has resumed the rollout since.',
      pausedSince: 'Something else has paused the rollout again since.',
      jobFailed: 'The job failed ({{reason}}): {{message}}',
      jobGone: 'The job was deleted before it had ended.',
      probeNotRun: 'The probe did not come to ask ({{reason}}): {{message}}',
      probeUnknownHost:
        "{{host}} has no address: the cluster's DNS does not know the name.",
      probeNoDns:
        "{{host}} could not be looked up: the cluster's DNS did not answer (nslookup ended with {{code}}).",
      probeRefused:
        '{{host}} refuses the connection: nothing listens at that port, or no pod is ready.',
      probeTimeout:
        '{{host}} did not answer within 10 seconds: a network policy may hold the probe back, or the pods hang.',
      probeTls: '{{host}} and the probe could not agree on TLS.',
      probeReset:
        '{{host}} closed the connection: with mTLS STRICT it does so to anybody outside the mesh.',
      probeFailed: '{{host}} could not be asked: curl ended with {{code}}.',
    },
  },
  outcome: {
    argocd: {
      rollback: {
        succeeded:
          'The earlier revision runs and every pod is ready. Argo CD says OutOfSync now, because git still has the later one: that is normal after a rollback. Automatic sync stays paused until it is restored.',
      },
    },
  },
  cannotUndo: {
    argocd: {
      dryRun: 'A dry run changes nothing.',
      partial:
        'Argo CD keeps no deployment for a sync of single objects, nor before the first one.',
      terminate:
        'An operation that was ended does not go on: sync or roll back again.',
      refresh: 'A refresh only looks again; it changes nothing.',
    },
    alertmanager: {
      expire: 'An ended silence does not come back: silence the alert again.',
    },
    running: 'This run has not ended yet.',
    undone: 'This run has been taken back already.',
    unchanged: 'It has changed nothing.',
    late: 'It cannot be taken back any more.',
    none: 'Nothing can take it back.',
    kubernetes: {
      restart:
        'A restart only replaces pods by equal ones: there is nothing to take back.',
      deletePod:
        'A deleted pod does not come back: its controller makes a new one in its place.',
      several:
        'Several objects are not taken back at once; apply each as it was.',
      created:
        'The object is new: to take it back, delete it (kubectl delete) after looking at what uses it.',
      credential:
        'The object holds what looks like a credential, which the portal does not keep, so it cannot put it back.',
      secret:
        'The portal does not keep the former value, so it cannot bring it back.',
      reveal: 'What was seen cannot be taken back.',
      runCronJob:
        'What a job has done stays done. While it runs, delete the job to stop it.',
      probe:
        'A probe only asks, and its job is removed: there is nothing to take back.',
    },
  },
  reveal: {
    title: 'The value',
    hint: 'It is shown once and for one minute. Make sure nobody looks over your shoulder.',
    show: 'Show value',
    hide: 'Hide now',
    copy: 'Copy value',
    left: '{{seconds}} s left',
    gone: 'The value is hidden and cannot be shown again by this run.',
    base64: 'These bytes are no text; they are shown in Base64.',
  },
  undo: 'Undo',
  retry: 'Try again',
  retryHint: 'Makes a new plan of the same, as things are now.',
  undoImpossible: 'Cannot be undone: {{reason}}',
  cancel: 'Stop waiting',
  cancelHint: 'What was already changed stays.',
  copyCommand: 'Copy as command',
  copied: 'Copied',
  undoOf: 'Undoes',
  undoneBy: 'Undone by',
  thisRun: 'an earlier run',
  laterRun: 'a later run',
  audit: {
    title: 'Audit',
    show: 'Show audit',
    time: 'Time',
    actor: 'Who',
    event: 'Event',
    subject: 'About',
    before: 'Before',
    after: 'After',
    hash: 'Hash',
    sequence: 'No.',
    none: 'No audit rows.',
    failed: 'The audit rows could not be read: {{message}}',
    nothing: '—',
  },
  unknownHelp:
    'The portal could not tell how this ended. Look at the target before doing it again.',
  failedHelp: 'What was changed is listed under Audit.',
  stale: 'Not up to date: {{message}}',
  notFound: 'There is no such run, or you may not see it.',
} as const;
