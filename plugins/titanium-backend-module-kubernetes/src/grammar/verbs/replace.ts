import {
  CommandReading,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { isRecord, MOST_CHARACTERS, readYaml } from '../../yaml/readYaml';
import { YamlRefusal } from '../../yaml/YamlRefusal';
import { Call } from '../call';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { findManifestKind } from '../kinds';
import { ManifestHead, readHead } from '../manifestHead';
import { Piece } from '../pieces';
import { Verb } from '../verb';
import { REPLACE_FILE } from '../otherVerbs';
import { noteManifest } from './apply';
import { NOT_EDITED } from './edit';

const ONE_OBJECT = worded(
  'replace.one',
  'Exactly one object is replaced at a time, with apiVersion, kind and metadata.name written out.',
);

/** The one object of a manifest. */
function objectOf(call: Call, manifest: string, at: Piece): ManifestHead {
  if (manifest.length > MOST_CHARACTERS) {
    call.refuse(worded('apply.tooLong', 'This manifest is too long.'), at);
  }
  // Most are plain, and a page may have many: reading all of each would make it slow.
  const head = readHead(manifest);
  if (head) {
    return head;
  }
  try {
    const documents = readYaml(manifest);
    const [first] = documents;
    const value = first?.value;
    const metadata = isRecord(value) ? value.metadata : undefined;
    if (
      documents.length !== 1 ||
      !isRecord(value) ||
      !isRecord(metadata) ||
      typeof value.apiVersion !== 'string' ||
      typeof value.kind !== 'string' ||
      typeof metadata.name !== 'string'
    ) {
      return call.refuse(ONE_OBJECT, at);
    }
    const { namespace = null } = metadata;
    if (namespace !== null && typeof namespace !== 'string') {
      return call.refuse(
        worded('replace.namespace', 'metadata.namespace is not a name.'),
        at,
      );
    }
    const { apiVersion, kind } = value;
    return { apiVersion, kind, name: metadata.name, namespace };
  } catch (error) {
    if (error instanceof YamlRefusal) {
      const { line = 1 } = error.position ?? {};
      return call.refuse(
        worded(
          'replace.unread',
          'Line {{line}} of the manifest is not read: {{why}}',
          { line: String(line), why: error.message.slice(0, 200) },
        ),
        at,
      );
    }
    throw error;
  }
}

/** A value of the manifest as a word of the command, with its placeholders. */
function pieceOf(call: Call, text: string, { position }: Piece): Piece {
  const placeholders = call.inputPlaceholders.filter(name =>
    text.includes(name),
  );
  return { text, placeholders, position };
}

function namespaceOf(call: Call, object: ManifestHead, at: Piece): void {
  const written = call.flag('namespace');
  if (object.namespace === null) {
    return;
  }
  if (written && written.text !== object.namespace) {
    call.refuse(
      worded(
        'replace.namespaces',
        'The manifest says namespace {{own}}, the command says {{given}}: make them the same.',
        {
          own: object.namespace.slice(0, 60),
          given: written.text.slice(0, 60),
        },
      ),
      written,
    );
  }
  call.setNamespace(pieceOf(call, object.namespace, at));
}

function read(call: Call): CommandReading {
  call.refuseFlags({
    force: worded(
      'flags.refused.force',
      'Objects are not deleted and made anew from here: leave this flag out.',
    ),
    'save-config': worded(
      'replace.saveConfig',
      'What was last applied stays as it is: leave this flag out.',
    ),
    recursive: worded(
      'apply.recursive',
      'A folder is not read as a whole: write a step for each of its files.',
    ),
  });
  const [file, ...others] = call.all('filename');
  if (file?.text !== '-' || others.length > 0 || call.args.length > 0) {
    return call.result({
      ...REPLACE_FILE,
      action: null,
      input: null,
      target: null,
    });
  }
  const { input } = call;
  if (input === null) {
    return call.refuse(
      worded(
        'apply.nothing',
        'Nothing is given to it: put the manifest behind it, between <<EOF and EOF.',
      ),
      file,
    );
  }
  const object = objectOf(call, input, file);
  noteManifest(call, input);
  const kind =
    findManifestKind(object.apiVersion, object.kind, call.context.resources) ??
    call.refuse(
      worded('kinds.unknown', 'There is no known resource type {{kind}}.', {
        kind: `${object.apiVersion} ${object.kind}`.slice(0, 60),
      }),
      file,
    );
  if (kind.singular === 'secret') {
    call.refuse(NOT_EDITED, file);
  }
  const name = call.name(pieceOf(call, object.name, file), kind.singular);
  if (kind.namespaced) {
    namespaceOf(call, object, file);
  } else if (object.namespace !== null || call.flag('namespace')) {
    call.refuse(
      worded(
        'replace.clusterScoped',
        'A {{kind}} belongs to no namespace: leave the namespace out.',
        { kind: kind.name },
      ),
      call.flag('namespace') ?? file,
    );
  }
  return changeReading(
    call,
    'kubernetes.object.edit',
    { kind: kind.name, name },
    { manifest: input },
    { clusterScoped: !kind.namespaced, uses: { input: true } },
  );
}

/** Replaces one object by the text of a here-document, as the form of `kubectl edit` does. */
export const replace: Verb = {
  path: ['replace'],
  flags: flags(
    'filename|f=*',
    'force',
    'save-config',
    'recursive|R',
    'field-manager=',
    'validate?',
  ),
  read,
};
