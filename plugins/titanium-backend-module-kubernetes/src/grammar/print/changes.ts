import { Print, Printer } from './Printer';

const PROBE_IMAGE = 'nicolaka/netshoot';

export const printSetImage: Print = (printer, options) => {
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

export const printCreateJob: Print = (printer, options) => {
  const job = printer.text('job')!;
  const dated = /\$\(date/.test(job);
  printer.add('create', 'job');
  return (dated ? printer.raw(job) : printer.add(job))
    .add(`--from=cronjob/${printer.text('name')}`)
    .place(options);
};

export const printProbe: Print = (printer, options) => {
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

export const printApply: Print = (printer, options) => {
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
export const printAutoscaler: Print = (printer, options) => {
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
export const printEdit: Print = (printer, options) => {
  const manifest = printer.text('manifest');
  return manifest === null
    ? printer
        .add('edit', printer.text('kind')!, printer.text('name')!)
        .place(options)
    : printInput(printer.add('replace').place(options), manifest);
};

export const printReveal: Print = (printer, options) => {
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
export const printSecretUpdate: Print = (printer, options) =>
  printer
    .add('create', 'secret', 'generic', printer.text('name')!)
    .place(options)
    .raw(`--from-literal=${printer.text('key')}=$VALUE`)
    .add('--dry-run=client', '-o', 'yaml')
    .raw('| kubectl apply -f -');
