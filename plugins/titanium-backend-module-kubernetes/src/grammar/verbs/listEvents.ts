import {
  CommandReading,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { flags } from '../flags';
import { split } from '../pieces';
import { fieldSelector } from '../selectors';
import { Verb } from '../verb';
import { sortBy } from './get';

/** `--for pod/x`. */
function involved(call: Call): { kind: string; name: string } | null {
  const piece = call.flag('for');
  if (!piece) {
    return null;
  }
  const parts = split(piece, '/');
  if (parts.length !== 2) {
    call.refuse(worded('events.about', 'Write --for kind/name.'), piece);
  }
  const kind = call.kind(parts[0]);
  return { kind: kind.name, name: call.name(parts[1], kind.singular) };
}

function types(call: Call): string | null {
  const piece = call.flag('types');
  if (!piece) {
    return null;
  }
  const wanted = piece.text.split(',').map(type => type.toLowerCase());
  const all = wanted.includes('normal') && wanted.includes('warning');
  if (!wanted.every(type => type === 'normal' || type === 'warning')) {
    call.refuse(
      worded('events.types', 'Types of events are Normal and Warning.'),
      piece,
    );
  }
  if (all) {
    return null;
  }
  return wanted.includes('warning') ? 'type=Warning' : 'type=Normal';
}

/** Both `kubectl get events` and `kubectl events`. */
export function readEvents(call: Call): CommandReading {
  const about = involved(call);
  const { namespace, allNamespaces } = call.readNamespace();
  const cluster = call.cluster();
  return call.result({
    verdict: 'read',
    action: 'kubernetes.events',
    input: {
      cluster,
      namespace,
      allNamespaces,
      involvedKind: about?.kind ?? null,
      involvedName: about?.name ?? null,
      fieldSelector: types(call) ?? fieldSelector(call),
      sortBy: sortBy(call),
    },
    target: {
      cluster,
      namespace,
      kind: 'event',
      name: null,
      selector: null,
      allNamespaces,
    },
  });
}

export const events: Verb = {
  path: ['events'],
  flags: flags(
    'all-namespaces|A',
    'for=',
    'types=',
    'no-headers',
    'chunk-size=',
  ),
  read(call) {
    if (call.args[0]) {
      call.refuse(
        worded('events.only', 'kubectl events takes --for kind/name.'),
        call.args[0],
      );
    }
    return readEvents(call);
  },
};
