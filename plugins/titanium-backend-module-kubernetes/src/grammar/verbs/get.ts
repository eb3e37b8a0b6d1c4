import {
  CommandReading,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { flags } from '../flags';
import { Piece, split } from '../pieces';
import { fieldSelector, isLabelKey, labelSelector } from '../selectors';
import { targetList } from '../targets';
import { Verb } from '../verb';
import { readEvents } from './listEvents';
import { keyOfOutput, reveal } from './secret';

const OUTPUTS = ['wide', 'yaml', 'json', 'name'] as const;

const MOST_LABEL_COLUMNS = 20;

interface Output {
  output: 'table' | 'jsonpath' | (typeof OUTPUTS)[number];
  jsonpath: string | null;
}

const COLUMN =
  /^([A-Za-z0-9][A-Za-z0-9 _./()-]{0,60}):(?:\.[A-Za-z_](?:[\w-]|\\\.){0,100}|\[(?:\*|\d{1,4})\]){1,20}$/;

/** `custom-columns=NAME:.metadata.name,...` as the JSONPath template that prints the same lines. */
function columnsTemplate(piece: Piece, single: boolean): string | null {
  const columns = piece.text.slice('custom-columns='.length).split(',');
  const fits =
    piece.placeholders.length === 0 &&
    columns.length <= 30 &&
    columns.every(column => column.length < 300 && COLUMN.test(column));
  if (!fits) {
    return null;
  }
  const cut = columns.map(column => column.indexOf(':'));
  const titles = columns.map((column, at) => column.slice(0, cut[at]));
  const cells = columns.map((column, at) => `{${column.slice(cut[at] + 1)}}`);
  const line = `${cells.join('{"\\t"}')}{"\\n"}`;
  const head = `{"${titles.join('\\t')}\\n"}`;
  return single ? head + line : `${head}{range .items[*]}${line}{end}`;
}

function output(call: Call, names: number): Output {
  const piece = call.flag('output');
  if (!piece) {
    return { output: 'table', jsonpath: null };
  }
  const known = OUTPUTS.find(name => name === piece.text);
  if (known) {
    return { output: known, jsonpath: null };
  }
  if (piece.text.startsWith('jsonpath=')) {
    const jsonpath = piece.text.slice('jsonpath='.length);
    if (
      jsonpath === '' ||
      jsonpath.length > 2000 ||
      piece.placeholders.length > 0
    ) {
      call.refuse(
        worded('output.jsonpath', 'This is no JSONPath template.'),
        piece,
      );
    }
    return { output: 'jsonpath', jsonpath };
  }
  if (piece.text.startsWith('custom-columns=')) {
    return {
      output: 'jsonpath',
      jsonpath:
        columnsTemplate(piece, names === 1) ??
        call.refuse(
          worded(
            'output.columns',
            'Write columns as NAME:.metadata.name, with commas between them.',
          ),
          piece,
        ),
    };
  }
  const form = piece.text.split('=')[0];
  return call.refuse(
    form === 'jsonpath'
      ? worded(
          'output.path',
          'Write the path behind it: -o jsonpath={.metadata.name}.',
        )
      : worded(
          'output.unknown',
          'The output {{output}} is not available: use wide, yaml, json, name, jsonpath or custom-columns.',
          { output: form.slice(0, 40) },
        ),
    piece,
  );
}

/** `.metadata.creationTimestamp`, with or without braces and leading dot. */
export function sortBy(call: Call): string | null {
  const piece = call.flag('sort-by');
  if (!piece) {
    return null;
  }
  const path = piece.text.replace(/^\{(.*)\}$/, '$1').replace(/^\.?/, '.');
  if (!/^(?:\.[A-Za-z][\w-]{0,99}(?:\[\d{1,4}\])?){1,20}$/.test(path)) {
    call.refuse(worded('output.sortBy', 'This is no path to sort by.'), piece);
  }
  return path;
}

/** A template that may reach the values; the read itself leaves them out, whatever the template. */
const REACHES_DATA = /(?<!meta)data|\.\.|@/i;

/** What is shown of a Secret by a template; null when nothing is special about it. */
function secretTemplate(call: Call): CommandReading | null {
  const piece = call.flag('output');
  const text = piece?.text ?? '';
  const key = keyOfOutput(text);
  if (key !== null) {
    return reveal(call, key);
  }
  if (
    /^(?:jsonpath|go-template|custom-columns)=/.test(text) &&
    REACHES_DATA.test(text)
  ) {
    call.refuse(
      worded(
        'secrets.oneByOne',
        'Values of Secrets are shown one by one, with a permission of their own: write -o jsonpath={.data.KEY}.',
      ),
      piece,
    );
  }
  return null;
}

function watching(call: Call, flag: Piece, kinds: string[]): CommandReading {
  if (!kinds.includes('pod')) {
    call.refuse(
      worded(
        'flags.refused.watch',
        'Leave out --watch: read again when you need to.',
      ),
      flag,
    );
  }
  return {
    verb: call.verb,
    action: null,
    input: null,
    target: null,
    placeholders: [],
    position: null,
    verdict: 'session',
    ...worded(
      'advice.watch',
      'The Pods tab of the service follows its pods live. Leave out --watch to read once.',
    ),
  };
}

/** Labels as columns, only where asked for. */
function labelFlags(
  call: Call,
  form: Output['output'],
): { labelColumns?: string[]; showLabels?: true } {
  const pieces = call.all('label-columns').flatMap(piece => split(piece, ','));
  const wrong = pieces.find(
    ({ text, placeholders }) => placeholders.length > 0 || !isLabelKey(text),
  );
  if (wrong || pieces.length > MOST_LABEL_COLUMNS) {
    call.refuse(
      worded('output.labels', 'Write the keys of labels with commas between.'),
      wrong ?? pieces[0],
    );
  }
  const showLabels = call.isOn('show-labels');
  const first = pieces[0] ?? (showLabels && call.flag('show-labels'));
  if (first && form !== 'table' && form !== 'wide') {
    call.refuse(
      worded('output.labelsInTable', 'Labels are columns of a table only.'),
      first,
    );
  }
  const labelColumns = [...new Set(pieces.map(({ text }) => text))];
  return {
    ...(labelColumns.length > 0 && { labelColumns }),
    ...(showLabels && { showLabels }),
  };
}

function read(call: Call): CommandReading {
  const { kinds, names, namespaced } = targetList(call);
  const special = kinds.includes('secret') ? secretTemplate(call) : null;
  if (special) {
    return special;
  }
  const format = output(call, names.length);
  const labels = labelFlags(call, format.output);
  const watch = ['watch', 'watch-only'].find(name => call.isOn(name));
  if (watch) {
    return watching(call, call.flag(watch)!, kinds);
  }
  if (
    kinds.length === 1 &&
    kinds[0] === 'event' &&
    names.length === 0 &&
    !call.flag('selector') &&
    Object.keys(labels).length === 0 &&
    ['table', 'wide'].includes(format.output)
  ) {
    return readEvents(call);
  }
  const selector = labelSelector(call);
  const { namespace, allNamespaces } = call.readNamespace(namespaced);
  if (names.length > 0 && (selector || call.flag('field-selector'))) {
    call.refuse(
      worded('selectors.eitherNames', 'Either names or a selector.'),
      call.args[1] ?? call.args[0],
    );
  }
  if (names.length > 0 && allNamespaces) {
    call.refuse(
      worded('namespaces.oneForName', 'A name needs one namespace.'),
      call.flag('all-namespaces'),
    );
  }
  const cluster = call.cluster();
  return call.result({
    verdict: 'read',
    action: 'kubernetes.get',
    input: {
      cluster,
      namespace,
      allNamespaces,
      kinds,
      names,
      labelSelector: selector,
      fieldSelector: fieldSelector(call),
      output: format.output,
      jsonpath: format.jsonpath,
      sortBy: sortBy(call),
      ...labels,
    },
    target: {
      cluster,
      namespace,
      kind: kinds.length === 1 ? kinds[0] : kinds,
      name: names.length > 1 ? names : names[0] ?? null,
      selector,
      allNamespaces,
    },
  });
}

export const get: Verb = {
  path: ['get'],
  flags: flags(
    'all-namespaces|A',
    'selector|l=',
    'field-selector=',
    'output|o=',
    'sort-by=',
    'watch|w',
    'watch-only',
    'no-headers',
    'ignore-not-found',
    'show-kind',
    'show-labels',
    'label-columns|L=*',
    'chunk-size=',
    'server-print',
  ),
  read,
};
