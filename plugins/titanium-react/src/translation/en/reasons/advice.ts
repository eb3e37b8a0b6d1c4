/** What to do instead of a command that runs nothing here. */
export const advice = {
  advice: {
    terminalOnly: 'This is not available in the portal: run it in a terminal.',
    noTunnel:
      'No tunnel is needed: the tabs of the service show what its platforms know.',
    terminal:
      '{{command}} is not available in the portal: run it in a terminal.',
    connected:
      'There is nothing to set up: the portal has its own connection to the clusters that operators configured.',
    noShell:
      'The portal opens no shell in a container: see logs, events and details of the pod on the Pods tab.',
    noAttach:
      'The portal attaches to no container: follow its logs on the Pods tab.',
    watch:
      'The Pods tab of the service follows its pods live. Leave out --watch to read once.',
    noProxy: 'No proxy is needed: the portal speaks to the cluster itself.',
    noCopy:
      'Files are not copied: download logs and manifests where they are shown.',
    noDebug:
      'The portal starts no debug containers: see logs, events and details of the pod on the Pods tab.',
    noWait:
      'There is nothing to wait for by hand: a run here ends when the change has taken effect. To look once, use kubectl rollout status.',
    diff: 'kubectl apply shows the same difference before anything is applied.',
    whoami: 'Who you are to the portal stands under Settings.',
    database:
      'Statements and dumps of a database need the PostgreSQL module, which is not installed.',
    create:
      'Objects are not created one by one. Put what is to change into a manifest and use kubectl apply, which shows the difference first.',
    replace:
      'Objects are not replaced whole from a file. Put what is to change into a manifest and use kubectl apply, which shows the difference first.',
    autoscale:
      'Autoscalers are not made here. Put what is to change into a manifest and use kubectl apply, which shows the difference first.',
    expose:
      'Services are not made here. Put what is to change into a manifest and use kubectl apply, which shows the difference first.',
    label:
      'Labels are not set one by one. Put what is to change into a manifest and use kubectl apply, which shows the difference first.',
    annotate:
      'Annotations are not set one by one. Put what is to change into a manifest and use kubectl apply, which shows the difference first.',
    set: 'Of a workload only images are set here. Put what is to change into a manifest and use kubectl apply, which shows the difference first.',
    nodes: 'Nodes and certificates are for operators with a terminal.',
  },
  tools: {
    argocdSession:
      'Nobody logs in here: the portal has its own connection to Argo CD once the Argo CD module is installed.',
    argocd: 'This needs the Argo CD module, which is not installed.',
    kubernetes: 'This needs the Kubernetes module, which is not installed.',
    postgres: 'This needs the PostgreSQL module, which is not installed.',
    git: 'This changes a repository: do it in your working copy.',
    local: 'This runs on your own machine; the portal has no part in it.',
    helm: 'helm is not available in the portal.',
    kustomize: 'kustomize is not available in the portal.',
    docker: 'Images are built and pushed by the pipeline.',
    trivy: 'Scans run in the pipeline or on your machine.',
  },
  missing: {
    logql: 'Log queries need the observability module, which is not installed.',
    promql:
      'Metric queries need the observability module, which is not installed.',
    sql: 'SQL needs the PostgreSQL module, which is not installed.',
  },
  forms: {
    pasteFile:
      'Begins with the file from the source of the service, or paste it: the difference is shown before anything changes.',
    pasteFolder:
      'Paste what kubectl kustomize prints for this folder: the difference is shown before anything changes.',
    limits:
      'Choose the new limits: the difference is shown before anything changes.',
    object:
      'Edit the live object: the difference is shown before anything changes.',
    secret:
      'The value is asked for when the step runs; it is shown to nobody and kept nowhere.',
  },
  probe: {
    option:
      'A probe takes no {{option}}: it only looks up a name or reads an address.',
    url: 'A probe reads an address such as http://service:8080/health, by the name of its host.',
    what: '{{command}} needs to know what to look up.',
    one: 'A probe looks up one thing.',
    host: 'This is no name of a host, in lower case.',
    flag: 'A probe is a short job of an image that operators configured, and nothing else: leave this flag out.',
    session:
      'The portal opens no shell. A single look-up can run as a step: kubectl run probe -it --rm --image=IMAGE --restart=Never -- nslookup HOST, or curl URL. For everything else see endpoints, events and logs of the service.',
    pod: 'Pods are not started one by one from here: put them into a manifest and use kubectl apply.',
    restart: 'A probe runs once: write --restart=Never.',
  },
  secrets: {
    literal: 'Write --from-literal=KEY=$VALUE with a known key.',
    created:
      'Secrets are not created from here. One value is changed by kubectl create secret generic NAME --from-literal=KEY=$VALUE --dry-run=client -o yaml | kubectl apply -f -.',
    files: 'Files are not read from a page: use --from-literal.',
    type: 'The type of a Secret cannot be changed: leave this out.',
    hash: 'The Secret keeps its name: leave this flag out.',
    generic: 'Write create secret generic with the name.',
    dryRun: 'Only --dry-run=client -o yaml prints what is applied then.',
    literals: 'One value at a time: write one --from-literal.',
    piped: 'Only kubectl apply -f - takes what is piped into it.',
    notEdited:
      'Values of a Secret are not shown for editing. One value is changed by kubectl create secret generic NAME --from-literal=KEY=$VALUE --dry-run=client -o yaml | kubectl apply -f -',
    oneByOne:
      'Values of Secrets are shown one by one, with a permission of their own: write -o jsonpath={.data.KEY}.',
    oneValue:
      'One value of one Secret is shown at a time: name the Secret, and leave this out.',
    written:
      'A value that stands in a document is no secret: write a variable such as $VALUE, and the value is asked for when the step runs.',
  },
  istio: {
    name: 'Write the name of the {{kind}}, or name.namespace.',
    useKube: 'What is in the cluster is analyzed.',
    status:
      'The portal asks no control plane: the Pods tab shows which pods run a sidecar and whether it is ready, and istioctl analyze finds mistakes in the configuration.',
    config:
      'The portal opens no admin port of a proxy: istioctl x describe pod says which routes, policies and mTLS settings apply to a pod, and kubectl get shows the objects themselves.',
    setup: 'The mesh is not set up from the portal: use its own tools.',
    describe: 'istioctl describe needs pod or service, and a name.',
    which: 'Which {{kind}}?',
    files:
      'Files are not read from a page: leave them out to analyze what is in the cluster.',
  },
  argocd: {
    namespaceTwice: 'The namespace of the application is given twice.',
    revision: 'This is no branch, tag or commit.',
    listName: 'argocd app list takes no name: use get.',
    project: 'This is no name of a project.',
    resource:
      'Write an object as group:Kind:name or group:Kind:namespace/name; none is left out and none is excluded.',
    rollbackPrune: 'A rollback from here removes nothing: leave out --prune.',
    set: 'Of an application only the sync policy is set from here: use --sync-policy none or automated. Everything else belongs into Git.',
    manual:
      'Without automatic sync nothing is pruned or healed: leave the other flags out.',
    policy: '--sync-policy is either none or automated.',
    output: 'The output {{output}} is not available: use {{known}} or none.',
    cluster:
      'No Argo CD of cluster {{name}} is configured. Configured: {{clusters}}.',
    revisionsBoth:
      'Write either --revision or --revisions with --source-positions.',
    positions:
      'Each of --revisions needs a --source-positions of its own, counted from 1 without a gap.',
    verb: 'argocd app needs a command, such as list, get, sync or rollback.',
    deployment:
      'The deployment is named by its number, as argocd app history prints it.',
    application: '{{verb}} needs the name of an application.',
    one: 'One application at a time: write a step for each.',
    name: '{{name}} is no name of an application.',
    connected:
      'Nobody logs in here: the portal has its own connection to Argo CD, and what you may do follows from your groups.',
    wait: 'There is nothing to wait for by hand: a run here ends when the change has taken effect, and the Delivery tab follows the application live.',
    logs: 'The logs are on the Logs tab of the service.',
    inGit: 'What an application is belongs into Git: change it there.',
    admins:
      'Setting up Argo CD is not done from the portal: use its own tools.',
    actions:
      'Actions of Argo CD on single objects are not available: restart and scale are on the Pods tab.',
    manifests: 'Use argocd app diff: it shows what differs, without secrets.',
    delete: 'Applications are not deleted from here: remove them from Git.',
    deleteResource:
      'Objects are not deleted from here: remove them from Git, then sync with --prune.',
  },
};
