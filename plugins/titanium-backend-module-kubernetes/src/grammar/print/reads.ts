import { Print } from './Printer';

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : [];

export const printGet: Print = (printer, options) => {
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

export const printDescribe: Print = (printer, options) => {
  const name = printer.text('name');
  printer.add('describe', printer.text('kind')!);
  if (name !== null) {
    printer.add(name);
  }
  return printer.place(options).selector();
};

export const printLogs: Print = (printer, options) => {
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

export const printTop: Print = (printer, options) => {
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

export const printEvents: Print = (printer, options) => {
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

export const printCanI: Print = (printer, options) => {
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
