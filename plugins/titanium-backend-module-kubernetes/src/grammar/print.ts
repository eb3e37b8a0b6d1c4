import { quoteWord } from '@titanium-portal/backstage-plugin-titanium-common';

/** How commands are printed. @public */
export interface PrintOptions {
  /** Names the cluster with `--context`; wanted where several are configured. */
  withContext?: boolean;
  /** The image that a network probe runs; only named in the command line. */
  probeImage?: string;
}

const PROBE_IMAGE = 'nicolaka/netshoot';

type Input = Readonly<Record<string, unknown>>;

class Printer {
  private readonly words: string[];

  constructor(readonly input: Input, tool: 'kubectl' | 'istioctl') {
    this.words = [tool];
  }

  text(name: string): string | null {
    const value = this.input[name];
    return value === null || value === undefined ? null : String(value);
  }

  add(...words: string[]): this {
    this.words.push(...words.map(quoteWord));
    return this;
  }

  /** Text that the shell is to see as it is: operators, variables, here-documents. */
  raw(text: string): this {
    this.words.push(text);
    return this;
  }

  /** `deployment/web` */
  object(): this {
    return this.add(`${this.text('kind')}/${this.text('name')}`);
  }

  /** `--tail=100`, when the field is set. */
  value(flag: string, field: string): this {
    const value = this.text(field);
    return value === null ? this : this.add(`${flag}=${value}`);
  }

  /** `--previous`, when the field is true. */
  switch(flag: string, field: string): this {
    return this.input[field] === true ? this.add(flag) : this;
  }

  /** `-n x` or `-A`; `none` where no namespace means all of them. */
  place(options: PrintOptions, { none }: { none?: '-A' } = {}): this {
    const namespace = this.text('namespace');
    if (this.input.allNamespaces === true) {
      this.add('-A');
    } else if (namespace === null && none) {
      this.add(none);
    } else if (namespace !== null) {
      this.add('-n', namespace);
    }
    return options.withContext ? this.value('--context', 'cluster') : this;
  }

  selector(): this {
    const selector = this.text('labelSelector');
    return selector === null ? this : this.add('-l', selector);
  }

  toString(): string {
    return this.words.join(' ');
  }
}

type Print = (printer: Printer, options: PrintOptions) => Printer;

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : [];

const printGet: Print = (printer, options) => {
  const { kinds, names, output, jsonpath, labelColumns } = printer.input;
  printer
    .add('get', list(kinds).join(','), ...list(names))
    .place(options)
    .selector()
    .value('--field-selector', 'fieldSelector')
    .value('--sort-by', 'sortBy')
    .switch('--show-labels', 'showLabels');
  const columns = list(labelColumns);
  if (columns.length > 0) {
    printer.add('-L', columns.join(','));
  }
  if (output === 'jsonpath') {
    printer.add('-o', `jsonpath=${jsonpath}`);
  } else if (output !== 'table') {
    printer.add('-o', String(output));
  }
  return printer;
};

const printDescribe: Print = (printer, options) => {
  const name = printer.text('name');
  printer.add('describe', printer.text('kind')!);
  if (name !== null) {
    printer.add(name);
  }
  return printer.place(options).selector();
};

const printLogs: Print = (printer, options) => {
  const { workload } = printer.input as {
    workload?: { kind: string; name: string } | null;
  };
  const pod = printer.text('pod');
  printer.add('logs');
  if (workload) {
    printer.add(`${workload.kind}/${workload.name}`);
  } else if (pod !== null) {
    printer.add(pod);
  }
  printer.place(options).selector();
  const container = printer.text('container');
  if (container !== null) {
    printer.add('-c', container);
  }
  const since = printer.text('sinceSeconds');
  printer
    .switch('--all-containers', 'allContainers')
    .switch('--previous', 'previous')
    .value('--tail', 'tail');
  if (since !== null) {
    printer.add(/^\d+$/.test(since) ? `--since=${since}s` : `--since=${since}`);
  }
  return printer
    .value('--since-time', 'sinceTime')
    .switch('--timestamps', 'timestamps')
    .switch('--follow', 'follow');
};

const printTop: Print = (printer, options) => {
  const name = printer.text('name');
  printer.add('top', printer.text('kind')!);
  if (name !== null) {
    printer.add(name);
  }
  return printer
    .place(options)
    .selector()
    .switch('--containers', 'containers')
    .value('--sort-by', 'sortBy');
};

const printEvents: Print = (printer, options) => {
  const kind = printer.text('involvedKind');
  if (kind !== null) {
    const type = /^type=(Normal|Warning)$/.exec(
      printer.text('fieldSelector') ?? '',
    );
    printer
      .add('events', `--for=${kind}/${printer.text('involvedName')}`)
      .place(options);
    return type ? printer.add(`--types=${type[1]}`) : printer;
  }
  return printer
    .add('get', 'events')
    .place(options)
    .value('--field-selector', 'fieldSelector')
    .value('--sort-by', 'sortBy');
};

/** `rollout restart deployment/x -n y`, with a flag for a revision where there is one. */
function printRollout(verb: string, revisionFlag?: string): Print {
  return (printer, options) => {
    printer
      .add('rollout', verb, `${printer.text('kind')}/${printer.text('name')}`)
      .place(options);
    return revisionFlag ? printer.value(revisionFlag, 'revision') : printer;
  };
}

const printSetImage: Print = (printer, options) => {
  const images = (printer.input.images ?? []) as {
    container: string;
    image: string;
  }[];
  return printer
    .add('set', 'image')
    .object()
    .add(...images.map(({ container, image }) => `${container}=${image}`))
    .place(options);
};

const printCreateJob: Print = (printer, options) => {
  const job = printer.text('job')!;
  const dated = /\$\(date/.test(job);
  printer.add('create', 'job');
  return (dated ? printer.raw(job) : printer.add(job))
    .add(`--from=cronjob/${printer.text('name')}`)
    .place(options);
};

const printProbe: Print = (printer, options) => {
  const { probe } = printer.input as {
    probe: { type: 'dns'; host: string } | { type: 'http'; url: string };
  };
  printer
    .add('run', 'probe', '-it', '--rm')
    .add(`--image=${options.probeImage ?? PROBE_IMAGE}`, '--restart=Never')
    .place(options)
    .add('--');
  return probe.type === 'dns'
    ? printer.add('nslookup', probe.host)
    : printer.add('curl', '-s', probe.url);
};

/** An end word that is no line of the text. */
function endWord(text: string): string {
  const lines = new Set(text.split('\n'));
  let word = 'EOF';
  while (lines.has(word)) {
    word += '_';
  }
  return word;
}

const printApply: Print = (printer, options) => {
  const { source } = printer.input as {
    source: { type: 'file' | 'kustomize' | 'stdin'; path: string | null };
  };
  const manifest = printer.text('manifest') ?? '';
  printer.add('apply').place(options);
  if (source.type !== 'stdin') {
    return printer.add(
      source.type === 'kustomize' ? '-k' : '-f',
      String(source.path),
    );
  }
  return printInput(printer, manifest);
};

/** `-f - <<'EOF'` with the text, which is of whole lines. */
function printInput(printer: Printer, manifest: string): Printer {
  const end = endWord(manifest);
  const text = manifest.endsWith('\n') ? manifest : `${manifest}\n`;
  return printer.add('-f', '-').raw(`<<'${end}'\n${text}${end}`);
}

/** The form while nothing is chosen; then a patch of what is, in the version whose CPU target is a number. */
const printAutoscaler: Print = (printer, options) => {
  const { minReplicas, maxReplicas, cpuUtilization } = printer.input;
  const numbers = Object.entries({
    minReplicas,
    maxReplicas,
    targetCPUUtilizationPercentage: cpuUtilization,
  }).filter(([, number]) => typeof number === 'number');
  const name = printer.text('name')!;
  if (numbers.length === 0) {
    return printer.add('edit', 'hpa', name).place(options);
  }
  const spec = Object.fromEntries(numbers);
  return printer
    .add('patch', 'hpa.v1.autoscaling', name)
    .place(options)
    .add('--type=merge', '-p', JSON.stringify({ spec }));
};

/** The form while there is no text; then the replacement by it. */
const printEdit: Print = (printer, options) => {
  const manifest = printer.text('manifest');
  return manifest === null
    ? printer
        .add('edit', printer.text('kind')!, printer.text('name')!)
        .place(options)
    : printInput(printer.add('replace').place(options), manifest);
};

const printReveal: Print = (printer, options) => {
  const key = printer.text('key')!.replace(/\./g, '\\.');
  return printer
    .add('get', 'secret', printer.text('name')!)
    .place(options)
    .add('-o', `jsonpath={.data.${key}}`)
    .raw('| base64 -d');
};

/**
 * The value stays a variable, as it belongs into no command line. Nor is it part of a plan: the action's schema takes
 * `value: null` only, so that what is printed reads back as the very input that the plan keeps.
 */
const printSecretUpdate: Print = (printer, options) =>
  printer
    .add('create', 'secret', 'generic', printer.text('name')!)
    .place(options)
    .raw(`--from-literal=${printer.text('key')}=$VALUE`)
    .add('--dry-run=client', '-o', 'yaml')
    .raw('| kubectl apply -f -');

const printCanI: Print = (printer, options) => {
  const { input } = printer;
  const name = printer.text('name');
  printer.add('auth', 'can-i');
  if (input.list === true) {
    printer.add('--list');
  } else {
    const [resource, below] = /^\//.test(printer.text('resource')!)
      ? [printer.text('resource')!]
      : printer.text('resource')!.split('/');
    printer.add(
      printer.text('verb')!,
      name === null ? resource : `${resource}/${name}`,
      ...(below ? [`--subresource=${below}`] : []),
    );
  }
  return printer.value('--as', 'as').place(options, { none: '-A' });
};

const PRINTS: ReadonlyMap<string, Print> = new Map([
  ['kubernetes.get', printGet],
  ['kubernetes.describe', printDescribe],
  ['kubernetes.logs', printLogs],
  ['kubernetes.top', printTop],
  ['kubernetes.events', printEvents],
  ['kubernetes.rollout.status', printRollout('status', '--revision')],
  ['kubernetes.rollout.history', printRollout('history', '--revision')],
  [
    'kubernetes.cluster.info',
    (printer: Printer, options: PrintOptions) =>
      printer.add('cluster-info').place(options),
  ],
  ['kubernetes.workload.restart', printRollout('restart')],
  ['kubernetes.workload.undo', printRollout('undo', '--to-revision')],
  [
    'kubernetes.workload.scale',
    (printer: Printer, options: PrintOptions) =>
      printer
        .add('scale', `${printer.text('kind')}/${printer.text('name')}`)
        .place(options)
        .value('--replicas', 'replicas')
        .value('--current-replicas', 'currentReplicas'),
  ],
  ['kubernetes.workload.setImage', printSetImage],
  ['kubernetes.rollout.pause', printRollout('pause')],
  ['kubernetes.rollout.resume', printRollout('resume')],
  ['kubernetes.cronjob.run', printCreateJob],
  ['kubernetes.network.probe', printProbe],
  ['kubernetes.manifest.apply', printApply],
  ['kubernetes.autoscaler.edit', printAutoscaler],
  ['kubernetes.object.edit', printEdit],
  ['kubernetes.secret.reveal', printReveal],
  ['kubernetes.secret.update', printSecretUpdate],
  ['kubernetes.auth.canI', printCanI],
  [
    'istio.describe',
    (printer: Printer, options: PrintOptions) =>
      printer
        .add('x', 'describe', printer.text('kind')!, printer.text('name')!)
        .place(options),
  ],
  [
    'istio.analyze',
    (printer: Printer, options: PrintOptions) =>
      printer.add('analyze').place(options, { none: '-A' }),
  ],
  [
    'kubernetes.pod.delete',
    (printer: Printer, options: PrintOptions) =>
      printer.add('delete', 'pod', printer.text('name')!).place(options),
  ],
]);

/**
 * The equivalent command line of an action or read with its normalised input. Reading it with `kubectlGrammar`
 * or `istioctlGrammar` gives the same input again. Throws for an id that is none of theirs.
 * @public
 */
export function printCommand(
  id: string,
  input: Readonly<Record<string, unknown>>,
  options: PrintOptions = {},
): string {
  const print = PRINTS.get(id);
  if (!print) {
    throw new Error(`No command is known for ${id}`);
  }
  const tool = id.startsWith('istio.') ? 'istioctl' : 'kubectl';
  return print(new Printer(input, tool), options).toString();
}
