import {
  PlaceholderType,
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { flags } from '../flags';
import { Piece } from '../pieces';
import { Verb } from '../verb';

/** Longest manifest that a document may hold. */
const LONGEST = 512 * 1024;

const NOTHING_REMOVED = worded(
  'apply.removes',
  'Nothing is removed by applying: leave this flag out, and delete by hand what is to go.',
);

const REFUSED = {
  recursive: worded(
    'apply.recursive',
    'A folder is not read as a whole: write a step for each of its files.',
  ),
  selector: worded(
    'apply.selector',
    'What is applied is named, never selected: write a step for each file.',
  ),
  prune: NOTHING_REMOVED,
  'prune-allowlist': NOTHING_REMOVED,
  all: NOTHING_REMOVED,
  force: worded(
    'flags.refused.force',
    'Objects are not deleted and made anew from here: leave this flag out.',
  ),
  'force-conflicts': worded(
    'apply.conflicts',
    'Fields that others manage are not taken from them: leave this flag out.',
  ),
  'server-side': worded(
    'apply.serverSide',
    'How a manifest is applied is for the portal to decide: leave this flag out.',
  ),
};

/** Refuses the flags of `kubectl apply` that would make it something else than what is done here. */
export function checkApply(call: Call): void {
  call.refuseFlags(REFUSED);
  const validate = call.flag('validate');
  if (validate && !['true', 'strict'].includes(validate.text)) {
    call.refuse(
      worded(
        'apply.validate',
        'Manifests are always validated: leave this out.',
      ),
      validate,
    );
  }
}

interface Source {
  type: 'file' | 'kustomize' | 'stdin';
  piece: Piece;
}

/** `-f -`, `-f file` or `-k folder`; exactly one. */
function sourceOf(call: Call): Source {
  const [first, second] = call.all('filename');
  const folder = call.flag('kustomize');
  if (call.args[0]) {
    call.refuse(
      worded('apply.given', 'A file is given with -f, a folder with -k.'),
      call.args[0],
    );
  }
  if (second || (first && folder) || first?.text.includes(',')) {
    call.refuse(
      worded('apply.one', 'One file at a time: write a step for each.'),
      second ?? folder ?? first,
    );
  }
  if (folder) {
    return { type: 'kustomize', piece: folder };
  }
  if (!first) {
    call.refuse(
      worded(
        'apply.what',
        'What is to be applied? Write -f with a file, or -k.',
      ),
    );
  }
  return { type: first.text === '-' ? 'stdin' : 'file', piece: first };
}

/** What a placeholder of a manifest stands for, by the line it stands in. */
function typeInManifest(
  manifest: string,
  placeholder: string,
): PlaceholderType {
  const at = manifest.indexOf(placeholder);
  const before = manifest.slice(manifest.lastIndexOf('\n', at) + 1, at);
  if (/^\s*(?:- )?image:.*[^\s]:$/.test(before)) {
    return 'image-tag';
  }
  const key = /^\s*(?:- )?(namespace|replicas):\s*["']?$/.exec(before)?.[1];
  return (key as 'namespace' | 'replicas' | undefined) ?? 'text';
}

function manifestOf(call: Call, piece: Piece): string {
  const { input } = call;
  if (input === null) {
    return call.refuse(
      worded(
        'apply.nothing',
        'Nothing is given to it: put the manifest behind it, between <<EOF and EOF.',
      ),
      piece,
    );
  }
  if (input.trim() === '') {
    call.refuse(worded('apply.empty', 'The manifest is empty.'), piece);
  }
  if (input.length > LONGEST) {
    call.refuse(worded('apply.tooLong', 'This manifest is too long.'), piece);
  }
  noteManifest(call, input);
  return input;
}

/** Asks for what a manifest leaves open. */
export function noteManifest(call: Call, manifest: string): void {
  call.inputPlaceholders.forEach(text =>
    call.ask(text, typeInManifest(manifest, text)),
  );
}

/** Where the form's text is from: the source of the page's entity, where the file is there, or what is pasted. */
const PASTE: Record<'file' | 'kustomize', Reason> = {
  file: worded(
    'forms.pasteFile',
    'Begins with the file from the source of the service, or paste it: the difference is shown before anything changes.',
  ),
  kustomize: worded(
    'forms.pasteFolder',
    'Paste what kubectl kustomize prints for this folder: the difference is shown before anything changes.',
  ),
};

export const apply: Verb = {
  path: ['apply'],
  flags: flags(
    'filename|f=*',
    'kustomize|k=',
    'recursive|R',
    'selector|l=',
    'prune',
    'prune-allowlist=*',
    'all',
    'force',
    'force-conflicts',
    'server-side',
    'validate?',
    'overwrite',
    'openapi-patch',
    'wait',
    'timeout=',
    'field-manager=',
  ),
  read(call) {
    checkApply(call);
    const { type, piece } = sourceOf(call);
    const stdin = type === 'stdin';
    if (piece.text.trim() !== piece.text) {
      call.refuse(
        worded('apply.path', 'This path begins or ends with a space.'),
        piece,
      );
    }
    const path = stdin ? null : call.take(piece, 'text');
    const manifest = stdin ? manifestOf(call, piece) : null;
    const namespace = call.namespaceIfWritten();
    const cluster = call.cluster();
    return call.result({
      verdict: stdin ? 'change' : 'form',
      action: 'kubernetes.manifest.apply',
      input: { cluster, namespace, manifest, source: { type, path } },
      target: {
        cluster,
        namespace,
        kind: null,
        name: null,
        selector: null,
        allNamespaces: false,
      },
      ...(type === 'stdin' ? {} : PASTE[type]),
      uses: { input: stdin },
    });
  },
};
