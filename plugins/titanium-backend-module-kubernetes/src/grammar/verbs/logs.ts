import { worded } from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { durationSeconds } from '../durations';
import { flags } from '../flags';
import { isPlaceholder, Piece, split } from '../pieces';
import { labelSelector } from '../selectors';
import { Verb } from '../verb';

const WORKLOADS = [
  'deployment',
  'statefulset',
  'daemonset',
  'replicaset',
  'job',
];

/** RFC 3339. */
const TIME =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

interface Source {
  pod: string | null;
  workload: { kind: string; name: string } | null;
}

function source(call: Call, piece: Piece): Source {
  const parts = split(piece, '/');
  if (parts.length === 1) {
    return { pod: call.name(piece, 'pod'), workload: null };
  }
  if (parts.length > 2) {
    call.refuse(worded('targets.slash', 'Write kind/name.'), piece);
  }
  const kind = call.kind(parts[0]).name;
  const name = call.name(parts[1], kind);
  if (kind === 'pod') {
    return { pod: name, workload: null };
  }
  if (!WORKLOADS.includes(kind)) {
    call.refuse(
      worded('logs.none', 'A {{kind}} has no logs of its own.', { kind }),
      piece,
    );
  }
  return { pod: null, workload: { kind, name } };
}

function tail(call: Call): number | string | null {
  const piece = call.flag('tail');
  if (!piece || piece.text === '-1') {
    return null;
  }
  return call.number(piece, 'text', 'The number of lines');
}

function since(call: Call): number | string | null {
  const piece = call.flag('since');
  if (!piece) {
    return null;
  }
  if (isPlaceholder(piece)) {
    return call.take(piece, 'text');
  }
  return (
    durationSeconds(piece.text) ??
    call.refuse(
      worded('logs.duration', 'Write a duration such as 15m or 1h.'),
      piece,
    )
  );
}

/** `--since-time=2024-05-01T10:00:00Z`, which is no other way to write `--since`. */
function sinceTime(call: Call): { sinceTime?: string } {
  const piece = call.flag('since-time');
  if (!piece) {
    return {};
  }
  if (call.flag('since')) {
    call.refuse(
      worded('logs.sinceTwice', 'Write either --since or --since-time.'),
      piece,
    );
  }
  if (
    !isPlaceholder(piece) &&
    (!TIME.test(piece.text) || Number.isNaN(Date.parse(piece.text)))
  ) {
    call.refuse(
      worded('logs.time', 'Write a time such as 2024-05-01T10:00:00Z.'),
      piece,
    );
  }
  return { sinceTime: call.take(piece, 'text') };
}

export const logs: Verb = {
  path: ['logs'],
  flags: flags(
    'container|c=',
    'follow|f',
    'previous|p',
    'tail=',
    'since=',
    'since-time=',
    'timestamps',
    'all-containers',
    'selector|l=',
    'prefix',
    'max-log-requests=',
    'ignore-errors',
    'pod-running-timeout=',
  ),
  read(call) {
    const selector = labelSelector(call);
    const [first, second, third] = call.args;
    if (first && selector) {
      call.refuse(
        worded('selectors.either', 'Either a name or a selector.'),
        first,
      );
    }
    if (!first && !selector) {
      call.refuse(
        worded(
          'logs.whose',
          'Whose logs? Name a pod, kind/name or a selector with -l.',
        ),
      );
    }
    if (third) {
      call.refuse(worded('logs.onePod', 'Logs of one pod at a time.'), third);
    }
    const named = call.flag('container');
    if (named && second) {
      call.refuse(
        worded('logs.containerTwice', 'The container is given twice.'),
        second,
      );
    }
    const allContainers = call.isOn('all-containers');
    const containerPiece = named ?? second;
    if (containerPiece && allContainers) {
      call.refuse(
        worded('logs.containers', 'Either one container or all of them.'),
        containerPiece,
      );
    }
    const { pod, workload } = first
      ? source(call, first)
      : { pod: null, workload: null };
    const { namespace } = call.readNamespace();
    const cluster = call.cluster();
    return call.result({
      verdict: 'read',
      action: 'kubernetes.logs',
      input: {
        cluster,
        namespace,
        pod,
        workload,
        labelSelector: selector,
        container: containerPiece ? call.container(containerPiece) : null,
        allContainers,
        previous: call.isOn('previous'),
        follow: call.isOn('follow'),
        tail: tail(call),
        sinceSeconds: since(call),
        timestamps: call.isOn('timestamps'),
        ...sinceTime(call),
      },
      target: {
        cluster,
        namespace,
        kind: workload?.kind ?? 'pod',
        name: workload?.name ?? pod,
        selector,
        allNamespaces: false,
      },
    });
  },
};
