import {
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { Kind } from './kinds';
import { CommandRefusal, Piece, split } from './pieces';

/** One object by kind and name. */
export interface NamedTarget {
  kind: string;
  name: string;
}

/** What the arguments of get, describe and the like name. */
export interface TargetList {
  kinds: string[];
  names: string[];
  namespaced: boolean;
}

/** `pods`, `pods a b`, `svc,deploy`, `pod/a pod/b`. */
export function targetList(call: Call): TargetList {
  const [first, ...rest] = call.args;
  if (!first) {
    call.refuse(
      worded('targets.kind', '{{verb}} needs a kind, such as pods.', {
        verb: call.verb,
      }),
    );
  }
  if (split(first, '/').length > 1) {
    return slashTargets(call);
  }
  const kinds =
    first.text === 'all'
      ? [{ name: 'all', singular: 'all', namespaced: true }]
      : split(first, ',').map(piece => call.kind(piece));
  if (rest.length > 0 && kinds.length > 1) {
    call.refuse(
      worded('targets.oneKind', 'Names need one kind: write kind/name.'),
      rest[0],
    );
  }
  if (rest.length > 0 && kinds[0].name === 'all') {
    call.refuse(
      worded('targets.noKind', 'Names need a kind: write kind/name.'),
      rest[0],
    );
  }
  const scopes = new Set(kinds.map(({ namespaced }) => namespaced));
  if (scopes.size > 1) {
    call.refuse(
      worded(
        'targets.scopes',
        'Kinds inside and outside of namespaces cannot be read together.',
      ),
      first,
    );
  }
  return {
    kinds: [...new Set(kinds.map(({ name }) => name))],
    names: [
      ...new Set(
        rest.map(piece => call.name(noSlash(piece), kinds[0].singular)),
      ),
    ],
    namespaced: kinds[0].namespaced,
  };
}

function noSlash(piece: Piece): Piece {
  if (split(piece, '/').length > 1) {
    throw new CommandRefusal(
      worded('targets.either', 'Write either "kind name" or "kind/name".'),
      piece.position,
    );
  }
  return piece;
}

function slashTargets(call: Call): TargetList {
  const found = call.args.map(piece => slashTarget(call, piece));
  if (new Set(found.map(({ kind }) => kind.name)).size > 1) {
    call.refuse(
      worded('targets.kinds', 'Objects of several kinds need a step each.'),
      call.args[1],
    );
  }
  return {
    kinds: [found[0].kind.name],
    names: [...new Set(found.map(({ name }) => name))],
    namespaced: found[0].kind.namespaced,
  };
}

function slashTarget(call: Call, piece: Piece) {
  const parts = split(piece, '/');
  if (parts.length !== 2) {
    call.refuse(worded('targets.slash', 'Write kind/name.'), piece);
  }
  const kind = call.kind(parts[0]);
  return { kind, name: call.name(parts[1], kind.singular) };
}

/** Exactly one object of one of the given kinds: `deployment x` or `deployment/x`. */
export function oneTarget(
  call: Call,
  kinds: readonly string[],
  whyNot: (kind: string) => string | Reason,
  args: readonly Piece[] = call.args,
): NamedTarget {
  const { kind, name } = readOne(call, args, kinds[0], (found, piece) => {
    if (!kinds.includes(found.name)) {
      call.refuse(whyNot(found.name), piece);
    }
  });
  return { kind, name };
}

/** Exactly one object of any kind. */
export function oneObject(call: Call): NamedTarget & { namespaced: boolean } {
  return readOne(call, call.args, 'configmap', () => {});
}

function readOne(
  call: Call,
  args: readonly Piece[],
  example: string,
  check: (kind: Kind, piece: Piece) => void,
): NamedTarget & { namespaced: boolean } {
  const [first, ...rest] = args;
  if (!first) {
    call.refuse(
      worded(
        'targets.object',
        '{{verb}} needs an object, such as {{example}}.',
        {
          verb: call.verb,
          example: `${example}/name`,
        },
      ),
    );
  }
  const parts = split(first, '/');
  const kind = call.kind(parts[0]);
  check(kind, first);
  const names = parts.length > 1 ? parts.slice(1) : rest.slice(0, 1);
  const more = parts.length > 1 ? rest[0] ?? parts[2] : rest[1];
  if (names.length === 0) {
    call.refuse(
      worded(
        'targets.every',
        'Without a name this would mean every {{kind}}: name one.',
        { kind: kind.name },
      ),
      first,
    );
  }
  if (more) {
    call.refuse(
      worded('targets.one', 'One object at a time: write a step for each.'),
      more,
    );
  }
  return {
    kind: kind.name,
    name: call.name(noSlash(names[0]), kind.singular),
    namespaced: kind.namespaced,
  };
}
