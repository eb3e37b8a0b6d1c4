import { CommandReading } from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { flags } from '../flags';
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
      'Only what the cluster is gets shown: leave this out.',
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
 * What a kubeconfig switches to is nothing the portal keeps: the cluster of that name is shown, and where there are
 * several, the commands behind it have to say themselves that they are meant for it.
 */
export const useContext: Verb = {
  path: ['config', 'use-context'],
  flags: flags(),
  read(call) {
    const piece = call.onlyArgument('Which context?');
    const { clusters } = call.context;
    const open = piece.placeholders.length > 0;
    const known =
      open || clusters.length === 0 || clusters.includes(piece.text);
    const selects = clusters.length > 1 && !open ? { selects: piece.text } : {};
    if (!known) {
      return {
        verb: call.verb,
        verdict: 'session',
        action: null,
        input: null,
        target: null,
        placeholders: [],
        reason: `The portal has connections of its own, to ${clusters.join(
          ', ',
        )}: contexts of your machine have no meaning here.`,
        position: null,
        ...selects,
      };
    }
    return clusterInfo(call, call.namedCluster(piece), selects);
  },
};
