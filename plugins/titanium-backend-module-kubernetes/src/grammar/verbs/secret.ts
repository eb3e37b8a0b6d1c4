import {
  CommandReading,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { part, Piece, split } from '../pieces';
import { oneTarget } from '../targets';
import { Verb } from '../verb';
import { checkApply } from './apply';

/** A key of a Secret, as Kubernetes allows it. */
const KEY = /^[-._A-Za-z0-9]{1,253}$/;
/** `{.data.KEY}` and `{.data['KEY']}`, dots of the key escaped. */
const DATA_PATH =
  /^\{\s*\.data(?:\.((?:[-\w]|\\\.){1,300})|\[['"]((?:[-.\w]|\\\.){1,300})['"]\])\s*\}$/;

/** The same as a Go template and as a path of jq. */
const GO_TEMPLATE =
  /^\{\{-?\s*(?:\.data\.(\w{1,253})|\(?\s*index\s+\.data\s+"([-.\w]{1,253})"\s*\)?)\s*(?:\|\s*base64decode\s*)?-?\}\}$/;
const JQ_PATH = /^\.data(?:\.(\w{1,253})|\.?\["([-.\w]{1,253})"\])$/;

const SYNTAXES = {
  jsonpath: DATA_PATH,
  'go-template': GO_TEMPLATE,
  jq: JQ_PATH,
};

/** The one key that a template takes from a Secret's data; null for any other template. */
export function keyOfTemplate(
  template: string,
  syntax: keyof typeof SYNTAXES,
): string | null {
  const found = SYNTAXES[syntax].exec(template.slice(0, 800));
  const written = found?.[1] ?? found?.[2];
  const key = syntax === 'jsonpath' ? written?.replace(/\\\./g, '.') : written;
  return key !== undefined && KEY.test(key) ? key : null;
}

/** The one key that `-o jsonpath=...` or `-o go-template=...` takes from a Secret's data. */
export function keyOfOutput(output: string): string | null {
  const at = output.indexOf('=');
  const form = output.slice(0, Math.max(at, 0));
  return form === 'jsonpath' || form === 'go-template'
    ? keyOfTemplate(output.slice(at + 1), form)
    : null;
}

const ONE_VALUE = worded(
  'secrets.oneValue',
  'One value of one Secret is shown at a time: name the Secret, and leave this out.',
);

/** Shows one value of a Secret for a moment: an action of its own, as it is more than a read. */
export function reveal(call: Call, key: string): CommandReading {
  call.refuseFlags({
    selector: ONE_VALUE,
    'field-selector': ONE_VALUE,
    'all-namespaces': ONE_VALUE,
    'sort-by': ONE_VALUE,
    watch: ONE_VALUE,
    'watch-only': ONE_VALUE,
  });
  const target = oneTarget(call, ['secret'], () => ONE_VALUE);
  return changeReading(
    call,
    'kubernetes.secret.reveal',
    target,
    { key },
    { kindInInput: false },
  );
}

/** `KEY=$VALUE`: the value must be open, as one that a document holds is no secret. */
function keyOfLiteral(call: Call, piece: Piece): string {
  const [key, ...rest] = split(piece, '=');
  const value = part(piece, rest.map(({ text }) => text).join('='));
  if (rest.length === 0 || key.placeholders.length > 0 || !KEY.test(key.text)) {
    call.refuse(
      worded(
        'secrets.literal',
        'Write --from-literal=KEY=$VALUE with a known key.',
      ),
      piece,
    );
  }
  if (value.placeholders[0] !== value.text) {
    call.refuse(
      worded(
        'secrets.written',
        'A value that stands in a document is no secret: write a variable such as $VALUE, and the value is asked for when the step runs.',
      ),
      piece,
    );
  }
  return key.text;
}

export const createSecret: Verb = {
  path: ['create', 'secret'],
  flags: flags(
    'from-literal=*',
    'from-file=*',
    'from-env-file=*',
    'type=',
    'append-hash',
    'dry-run?',
    'output|o=',
    'save-config',
    'validate?',
    'field-manager=',
  ),
  read(call) {
    return call.refuse(
      worded(
        'secrets.created',
        'Secrets are not created from here. One value is changed by kubectl create secret generic NAME --from-literal=KEY=$VALUE --dry-run=client -o yaml | kubectl apply -f -.',
      ),
    );
  },
};

/** `kubectl create secret generic ... --dry-run=client -o yaml | kubectl apply -f -` */
export function updateSecret(create: Call, apply: Call): CommandReading {
  create.refuseFlags({
    'from-file': worded(
      'secrets.files',
      'Files are not read from a page: use --from-literal.',
    ),
    'from-env-file': worded(
      'secrets.files',
      'Files are not read from a page: use --from-literal.',
    ),
    type: worded(
      'secrets.type',
      'The type of a Secret cannot be changed: leave this out.',
    ),
    'append-hash': worded(
      'secrets.hash',
      'The Secret keeps its name: leave this flag out.',
    ),
  });
  const [type, name, more] = create.args;
  if (type?.text !== 'generic' || !name) {
    create.refuse(
      worded('secrets.generic', 'Write create secret generic with the name.'),
      type,
    );
  }
  if (more) {
    create.refuse(worded('words.more', 'There is a word too many.'), more);
  }
  const output = create.flag('output');
  const dryRun = create.flag('dry-run');
  if (dryRun?.text !== 'client' || !['yaml', 'json'].includes(output?.text!)) {
    create.refuse(
      worded(
        'secrets.dryRun',
        'Only --dry-run=client -o yaml prints what is applied then.',
      ),
      dryRun ?? output,
    );
  }
  const [literal, second] = create.all('from-literal');
  if (!literal || second) {
    create.refuse(
      worded(
        'secrets.literals',
        'One value at a time: write one --from-literal.',
      ),
      second,
    );
  }
  checkApply(apply);
  const [file, ...others] = apply.all('filename');
  if (file?.text !== '-' || others.length > 0 || apply.args.length > 0) {
    apply.refuse(
      worded(
        'secrets.piped',
        'Only kubectl apply -f - takes what is piped into it.',
      ),
      file,
    );
  }
  create.adopt(apply);
  return changeReading(
    create,
    'kubernetes.secret.update',
    { kind: 'secret', name: create.name(name, 'secret') },
    { key: keyOfLiteral(create, literal), value: null },
    {
      kindInInput: false,
      form: worded(
        'forms.secret',
        'The value is asked for when the step runs; it is shown to nobody and kept nowhere.',
      ),
    },
  );
}
