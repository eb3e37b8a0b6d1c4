import { worded } from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { flags } from '../flags';
import { Piece, sample, split } from '../pieces';
import { Verb } from '../verb';

/** A user or service account by its full name. */
const USER = /^[A-Za-z0-9][\w:.@+-]{0,252}$/;
const RIGHT = /^(?:\*|[a-z]{2,40})$/;
/** A path of the API server that is no resource. */
const PATH = /^\/[\w./-]{0,252}$/;
const SUBRESOURCE = /^[a-z]{1,40}$/;

function verbOf(call: Call, piece: Piece): string {
  if (!RIGHT.test(sample(piece))) {
    call.refuse(
      worded('canI.verb', 'This is no verb such as get, list or delete.'),
      piece,
    );
  }
  return call.take(piece, 'text');
}

/** `deployments`, `deploy/web`, `*` for every kind, or a path such as `/healthz`. */
function resourceOf(call: Call, piece: Piece) {
  const sub = call.flag('subresource');
  if (piece.text.startsWith('/')) {
    if (sub || piece.placeholders.length > 0 || !PATH.test(piece.text)) {
      call.refuse(
        worded('canI.path', 'This is no path of the API server.'),
        sub ?? piece,
      );
    }
    return { resource: piece.text, name: null, namespaced: false };
  }
  if (sub && !SUBRESOURCE.test(sub.text)) {
    call.refuse(
      worded('canI.sub', 'This is no part of a resource, such as log.'),
      sub,
    );
  }
  const below = sub ? `/${sub.text}` : '';
  if (piece.text === '*') {
    return { resource: `*${below}`, name: null, namespaced: true };
  }
  const [kindPiece, namePiece, more] = split(piece, '/');
  if (more) {
    call.refuse(worded('canI.resource', 'Write kind or kind/name.'), piece);
  }
  const kind = call.kind(kindPiece);
  return {
    resource: `${kind.name}${below}`,
    name: namePiece ? call.name(namePiece, kind.singular) : null,
    namespaced: kind.namespaced,
  };
}

function userOf(call: Call): string | null {
  const piece = call.flag('as');
  if (!piece) {
    return null;
  }
  if (!USER.test(sample(piece))) {
    call.refuse(
      worded('canI.as', 'This is no name of a user or service account.'),
      piece,
    );
  }
  return call.take(piece, 'text');
}

/** The kind that the question is about; null where it is about all, or about none. */
function kindOf(resource: string | null): string | null {
  return resource && /^[a-z]/.test(resource) ? resource.split('/')[0] : null;
}

export const canI: Verb = {
  path: ['auth', 'can-i'],
  flags: flags(
    'list',
    'as=',
    'subresource=',
    'all-namespaces|A',
    'quiet|q',
    'no-headers',
  ),
  read(call) {
    const [verb, resource, more] = call.args;
    const list = call.isOn('list');
    if (list && verb) {
      call.refuse(
        worded(
          'canI.list',
          '--list asks for every right: leave out the others.',
        ),
        verb,
      );
    }
    if (!list && (!verb || !resource)) {
      call.refuse(
        worded(
          'canI.what',
          'Ask for a verb and a kind, such as get pods, or use --list.',
        ),
      );
    }
    if (more) {
      call.refuse(worded('words.more', 'There is a word too many.'), more);
    }
    const asked =
      !list && verb && resource
        ? { verb: verbOf(call, verb), ...resourceOf(call, resource) }
        : { verb: null, resource: null, name: null, namespaced: true };
    const { namespaced, ...question } = asked;
    const as = userOf(call);
    const { namespace, allNamespaces } = call.readNamespace(namespaced);
    const cluster = call.cluster();
    return call.result({
      verdict: 'read',
      action: 'kubernetes.auth.canI',
      input: { cluster, namespace, as, list, ...question },
      target: {
        cluster,
        namespace,
        kind: kindOf(question.resource),
        name: question.name,
        selector: null,
        allNamespaces,
      },
    });
  },
};
