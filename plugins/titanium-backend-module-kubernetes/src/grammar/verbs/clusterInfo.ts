import {
  CommandReading,
  isDnsLabel,
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { flags } from '../flags';
import { Piece } from '../pieces';
import { Verb } from '../verb';

function clusterInfo(
  call: Call,
  cluster: string | null,
  options: Pick<CommandReading, 'selects'> = {},
): CommandReading {
  return call.result({
    verdict: 'read',
    action: 'kubernetes.cluster.info',
    input: { cluster },
    target: {
      cluster,
      namespace: null,
      kind: null,
      name: null,
      selector: null,
      allNamespaces: false,
    },
    ...options,
  });
}

function readCurrent(call: Call): CommandReading {
  if (call.args[0]) {
    call.refuse(
      worded(
        'clusters.only',
        'Only what the cluster is gets shown: leave this out.',
      ),
      call.args[0],
    );
  }
  return clusterInfo(call, call.cluster());
}

export const clusterInfoVerb: Verb = {
  path: ['cluster-info'],
  flags: [],
  read: readCurrent,
};

export const version: Verb = {
  path: ['version'],
  flags: [],
  read: readCurrent,
};

export const currentContext: Verb = {
  path: ['config', 'current-context'],
  flags: [],
  read: readCurrent,
};

/**
 * What a kubeconfig holds and switches to is nothing the portal keeps. The cluster of that name is shown, or the only
 * one there is; where there are several, the commands behind it have to say themselves that they are meant for it.
 */
function namedContext(call: Call, switches: boolean): CommandReading {
  const piece = call.onlyArgument(worded('clusters.which', 'Which context?'));
  const { clusters } = call.context;
  const open = piece.placeholders.length > 0;
  const selects =
    switches && clusters.length > 1 && !open ? { selects: piece.text } : {};
  if (open || clusters.length === 0 || clusters.includes(piece.text)) {
    return clusterInfo(call, call.namedCluster(piece), selects);
  }
  if (clusters.length === 1) {
    return clusterInfo(call, clusters[0]);
  }
  return {
    ...session(
      call,
      worded(
        'clusters.own',
        'The portal has connections of its own, to {{clusters}}: contexts of your machine have no meaning here.',
        { clusters: clusters.join(', ') },
      ),
    ),
    ...selects,
  };
}

function session(call: Call, reason: Reason): CommandReading {
  return {
    verb: call.verb,
    verdict: 'session',
    action: null,
    input: null,
    target: null,
    placeholders: [],
    ...reason,
    position: null,
  };
}

export const useContext: Verb = {
  path: ['config', 'use-context'],
  flags: [],
  read: call => namedContext(call, true),
};

/** Nothing is switched: the commands behind it have to say themselves that they are meant for that namespace. */
function switchNamespace(call: Call, piece: Piece): CommandReading {
  const known = piece.placeholders.length === 0 && isDnsLabel(piece.text);
  return {
    ...session(
      call,
      worded(
        'clusters.notSwitched',
        'Contexts and namespaces are not switched here: write -n, and --context where there are several clusters, into each command.',
      ),
    ),
    ...(known ? { selectsNamespace: piece.text } : {}),
  };
}

export const setContext: Verb = {
  path: ['config', 'set-context'],
  flags: flags('cluster=', 'user=', 'current'),
  read(call) {
    const namespace = call.flag('namespace');
    if (namespace && call.isOn('current') && !call.args[0]) {
      return switchNamespace(call, namespace);
    }
    return call.flag('current') || namespace
      ? session(
          call,
          worded(
            'clusters.notSwitched',
            'Contexts and namespaces are not switched here: write -n, and --context where there are several clusters, into each command.',
          ),
        )
      : namedContext(call, false);
  },
};
