/** What a command lacks, or has and must not have. */
export const commands = {
  verbs: {
    missing: '{{tool}} needs a command, such as {{example}}.',
    unknown: '{{tool}} has no command {{name}}.',
    unknownNear: '{{tool}} has no command {{name}}. Did you mean {{near}}?',
    missingOneOf: '{{tool}} needs one of {{names}}.',
  },
  flags: {
    after: 'Flags stand after the command.',
    oneDash: '{{flag}} has one dash only: write {{meant}}.',
    needsValue: '{{flag}} needs a value.',
    twice: '{{flag}} is given twice.',
    empty: '{{flag}} must not be empty.',
    trueFalse: '{{flag}} is either true or false.',
    unknown: '{{verb}} has no flag {{flag}}.',
    unknownNear: '{{verb}} has no flag {{flag}}. Did you mean {{near}}?',
    refused: {
      argocdConnection:
        'The portal connects to the Argo CD that operators configured: leave this flag out.',
      identity:
        'The portal decides with whose rights a command runs: leave this flag out.',
      files: 'Files are not read from a page: leave this flag out.',
      oneApplication:
        'Applications are named one by one, never selected: name the application.',
      force:
        'Objects are not deleted and made anew from here: leave this flag out.',
      replace: 'Objects are not replaced from here: leave this flag out.',
      label:
        'Objects are chosen by name: use --resource group:kind:namespace/name.',
      strategy:
        'The portal syncs as the application says, hooks included: leave this flag out.',
      retry: 'The portal repeats no change by itself: leave this flag out.',
      allowEmpty:
        'An application must not become empty by itself: leave this flag out.',
      connection:
        'The portal connects to configured clusters only: use --context with the name of one of them.',
      verified: 'Connections are always verified: leave this flag out.',
      written: 'Files of the server are not written: leave this flag out.',
      fileObject: 'Files are not read from a page: name the object instead.',
      oneObject:
        'One object is named here, never several by their labels: name it.',
      raw: 'Raw requests are not made: name the resource instead.',
      template: 'Templates are not evaluated: use -o jsonpath, yaml or json.',
      all: 'A change is made to one object that is named, never to all: name it.',
      graceful:
        'Pods are deleted gracefully, as their own settings say: leave this flag out.',
      record:
        'The portal itself records who changed what and when: leave out --record.',
      dryRun: 'Every change is shown before it is made: leave out --dry-run.',
      watch: 'Leave out --watch: read again when you need to.',
    },
    notRead: '{{verb}} is not read with {{flag}} here: leave it out.',
    missing: '{{flag}} is missing.',
  },
  words: {
    more: 'There is a word too many.',
    typographicDash: 'This is a typographic dash: write - instead.',
    afterDashes: '{{verb}} takes nothing after --.',
  },
  names: {
    namespace: '{{name}} is no name of a namespace.',
    object: '{{name}} is no name of a {{kind}}.',
    objectEmpty: 'This is no name of a {{kind}}.',
    container: 'This is no name of a container.',
    thisNamespace: 'This is no name of a namespace.',
    needed: '{{verb}} needs a name.',
  },
  namespaces: {
    both: 'Either one namespace or all of them.',
    twice: 'The namespace is given twice.',
    none: 'The command names no namespace: choose the one it is meant for.',
    oneForName: 'A name needs one namespace.',
  },
  clusters: {
    only: 'Only what the cluster is gets shown: leave this out.',
    unknown: 'No cluster {{name}} is configured. Configured: {{clusters}}.',
    none: 'No cluster {{name}} is configured.',
    which: 'Which context?',
    own: 'The portal has connections of its own, to {{clusters}}: contexts of your machine have no meaning here.',
    notSwitched:
      'Contexts and namespaces are not switched here: write -n, and --context where there are several clusters, into each command.',
  },
  kinds: {
    placeholder: 'The kind of object must be written out.',
    notInCluster: 'The cluster knows no resource type {{kind}}.',
    notInClusterNear:
      'The cluster knows no resource type {{kind}}. Did you mean {{near}}?',
    unknown: 'There is no known resource type {{kind}}.',
    unknownNear:
      'There is no known resource type {{kind}}. Did you mean {{near}}?',
  },
  targets: {
    kind: '{{verb}} needs a kind, such as pods.',
    oneKind: 'Names need one kind: write kind/name.',
    noKind: 'Names need a kind: write kind/name.',
    scopes: 'Kinds inside and outside of namespaces cannot be read together.',
    either: 'Write either "kind name" or "kind/name".',
    kinds: 'Objects of several kinds need a step each.',
    slash: 'Write kind/name.',
    object: '{{verb}} needs an object, such as {{example}}.',
    every: 'Without a name this would mean every {{kind}}: name one.',
    one: 'One object at a time: write a step for each.',
    onlyPods:
      'Only pods are deleted here, one by its name. A {{kind}} is removed where it is kept: in its manifests.',
    noRollout: 'A {{kind}} has no rollout. Those that have: {{kinds}}.',
    notHeld:
      'The rollout of a {{kind}} cannot be held: that of a deployment can.',
    noUndo: 'Going back is not available for daemonsets yet.',
    notScaled:
      'A {{kind}} cannot be scaled here: deployments and statefulsets can.',
    noImage: 'The image of a {{kind}} is not set here. Possible are {{kinds}}.',
  },
  images: {
    write: 'Write container=image behind the object.',
    every:
      'The image of every container is not set at once: name the container.',
    which: 'Which image? Write container=image behind the object.',
    name: '{{name}} is no name of an image.',
    empty: 'This is no name of an image.',
    twice: 'The image of {{container}} is given twice.',
  },
  values: { number: '{{what}} must be a whole number.' },
  apply: {
    given: 'A file is given with -f, a folder with -k.',
    one: 'One file at a time: write a step for each.',
    what: 'What is to be applied? Write -f with a file, or -k.',
    nothing:
      'Nothing is given to it: put the manifest behind it, between <<EOF and EOF.',
    removes:
      'Nothing is removed by applying: leave this flag out, and delete by hand what is to go.',
    recursive:
      'A folder is not read as a whole: write a step for each of its files.',
    selector:
      'What is applied is named, never selected: write a step for each file.',
    conflicts:
      'Fields that others manage are not taken from them: leave this flag out.',
    serverSide:
      'How a manifest is applied is for the portal to decide: leave this flag out.',
    validate: 'Manifests are always validated: leave this out.',
    empty: 'The manifest is empty.',
    tooLong: 'This manifest is too long.',
    path: 'This path begins or ends with a space.',
  },
  patch: {
    json: 'This patch is not read: write it as JSON in single quotes, such as {"spec":{"replicas":2}}.',
    twice: 'The patch names a field twice.',
    other:
      'Of patches only the replicas of a deployment or statefulset and the limits of an autoscaler are read. For everything else use {{example}}, which shows the difference first.',
    placeholder:
      'The numbers of a patch must be written out: use {{example}} where they are chosen when the step runs.',
    range: '{{key}} must be from {{least}} to {{most}}.',
    type: 'Patches are read with --type=merge or without it only.',
  },
  replace: {
    one: 'Exactly one object is replaced at a time, with apiVersion, kind and metadata.name written out.',
    namespace: 'metadata.namespace is not a name.',
    unread: 'Line {{line}} of the manifest is not read: {{why}}',
    namespaces:
      'The manifest says namespace {{own}}, the command says {{given}}: make them the same.',
    saveConfig: 'What was last applied stays as it is: leave this flag out.',
    clusterScoped:
      'A {{kind}} belongs to no namespace: leave the namespace out.',
  },
  output: {
    jsonpath: 'This is no JSONPath template.',
    columns: 'Write columns as NAME:.metadata.name, with commas between them.',
    path: 'Write the path behind it: -o jsonpath={.metadata.name}.',
    unknown:
      'The output {{output}} is not available: use wide, yaml, json, name, jsonpath or custom-columns.',
    sortBy: 'This is no path to sort by.',
    labels: 'Write the keys of labels with commas between.',
    labelsInTable: 'Labels are columns of a table only.',
  },
  selectors: {
    eitherNames: 'Either names or a selector.',
    either: 'Either a name or a selector.',
    label: 'This is no label selector.',
    field: 'This is no field selector.',
  },
  logs: {
    none: 'A {{kind}} has no logs of its own.',
    duration: 'Write a duration such as 15m or 1h.',
    whose: 'Whose logs? Name a pod, kind/name or a selector with -l.',
    onePod: 'Logs of one pod at a time.',
    containerTwice: 'The container is given twice.',
    containers: 'Either one container or all of them.',
    sinceTwice: 'Write either --since or --since-time.',
    time: 'Write a time such as 2024-05-01T10:00:00Z.',
  },
  jobs: {
    name: '{{name}} is no name of a job.',
    only: 'Only jobs of a cronjob are started here: write --from=cronjob/name and nothing else.',
    from: 'Jobs are made from cronjobs: write --from=cronjob/name.',
  },
  top: {
    kinds: 'Only pods and nodes have measured use.',
    name: 'One name, or none for all.',
    sortBy: 'Use is sorted by cpu or by memory.',
  },
  describe: {
    kind: 'Describe one kind at a time.',
    object: 'Describe one object at a time.',
    namespace: 'Describe needs one namespace.',
  },
  events: {
    about: 'Write --for kind/name.',
    types: 'Types of events are Normal and Warning.',
    only: 'kubectl events takes --for kind/name.',
  },
  canI: {
    verb: 'This is no verb such as get, list or delete.',
    path: 'This is no path of the API server.',
    sub: 'This is no part of a resource, such as log.',
    resource: 'Write kind or kind/name.',
    as: 'This is no name of a user or service account.',
    list: '--list asks for every right: leave out the others.',
    what: 'Ask for a verb and a kind, such as get pods, or use --list.',
  },
};
