import { quoteWord } from '@titanium-portal/backstage-plugin-titanium-common';

/** How commands are printed. @public */
export interface PrintOptions {
  /** Names the cluster with `--context`; wanted where several are configured. */
  withContext?: boolean;
}

type Input = Readonly<Record<string, unknown>>;

class Printer {
  private readonly words: string[] = ['kubectl'];

  constructor(readonly input: Input) {}

  text(name: string): string | null {
    const value = this.input[name];
    return value === null || value === undefined ? null : String(value);
  }

  add(...words: string[]): this {
    this.words.push(...words.map(quoteWord));
    return this;
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

  place(options: PrintOptions): this {
    const namespace = this.text('namespace');
    if (this.input.allNamespaces === true) {
      this.add('-A');
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
  const { kinds, names, output, jsonpath } = printer.input;
  printer
    .add('get', list(kinds).join(','), ...list(names))
    .place(options)
    .selector()
    .value('--field-selector', 'fieldSelector')
    .value('--sort-by', 'sortBy');
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
    .switch('--timestamps', 'timestamps')
    .switch('--follow', 'follow');
};

const printTop: Print = (printer, options) => {
  const name = printer.text('name');
  printer.add('top', printer.text('kind')!);
  if (name !== null) {
    printer.add(name);
  }
  return printer.place(options).selector().switch('--containers', 'containers');
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

const PRINTS: ReadonlyMap<string, Print> = new Map([
  ['kubernetes.get', printGet],
  ['kubernetes.describe', printDescribe],
  ['kubernetes.logs', printLogs],
  ['kubernetes.top', printTop],
  ['kubernetes.events', printEvents],
  ['kubernetes.rollout.status', printRollout('status', '--revision')],
  ['kubernetes.rollout.history', printRollout('history', '--revision')],
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
  [
    'kubernetes.pod.delete',
    (printer: Printer, options: PrintOptions) =>
      printer.add('delete', 'pod', printer.text('name')!).place(options),
  ],
]);

/**
 * The equivalent command line of an action or read with its normalised input. Reading it with `kubectlGrammar` gives
 * the same input again. Throws for an id that is not one of kubectl's.
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
  return print(new Printer(input), options).toString();
}
