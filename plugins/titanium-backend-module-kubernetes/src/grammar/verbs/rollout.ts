import {
  CommandReading,
  Reason,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { oneTarget } from '../targets';
import { Verb } from '../verb';

const ROLLING = ['deployment', 'statefulset', 'daemonset'];

function noRollout(kind: string): Reason {
  return worded(
    'targets.noRollout',
    'A {{kind}} has no rollout. Those that have: {{kinds}}.',
    { kind, kinds: ROLLING.join(', ') },
  );
}

/** 0 means "the one before" to kubectl, as does leaving it out. */
function revision(call: Call, flag: string): number | string | null {
  const piece = call.flag(flag);
  if (!piece) {
    return null;
  }
  const number = call.number(piece, 'revision', 'The revision');
  return number === 0 ? null : number;
}

function rolloutRead(call: Call, action: string): CommandReading {
  const { kind, name } = oneTarget(call, ROLLING, noRollout);
  const { namespace } = call.readNamespace();
  const cluster = call.cluster();
  return call.result({
    verdict: 'read',
    action,
    input: {
      cluster,
      namespace,
      kind,
      name,
      revision: revision(call, 'revision'),
    },
    target: {
      cluster,
      namespace,
      kind,
      name,
      selector: null,
      allNamespaces: false,
    },
  });
}

export const rolloutStatus: Verb = {
  path: ['rollout', 'status'],
  flags: flags('watch|w', 'timeout=', 'revision='),
  read: call => rolloutRead(call, 'kubernetes.rollout.status'),
};

export const rolloutHistory: Verb = {
  path: ['rollout', 'history'],
  flags: flags('revision='),
  read: call => rolloutRead(call, 'kubernetes.rollout.history'),
};

export const rolloutRestart: Verb = {
  path: ['rollout', 'restart'],
  flags: flags('field-manager='),
  read(call) {
    const target = oneTarget(call, ROLLING, noRollout);
    return changeReading(call, 'kubernetes.workload.restart', target, {});
  },
};

/** Pausing and resuming, which only deployments can. */
function rolloutSwitch(verb: 'pause' | 'resume'): Verb {
  return {
    path: ['rollout', verb],
    flags: flags('field-manager='),
    read(call) {
      const target = oneTarget(call, ['deployment'], kind =>
        worded(
          'targets.notHeld',
          'The rollout of a {{kind}} cannot be held: that of a deployment can.',
          { kind },
        ),
      );
      return changeReading(call, `kubernetes.rollout.${verb}`, target, {});
    },
  };
}

export const rolloutPause = rolloutSwitch('pause');
export const rolloutResume = rolloutSwitch('resume');

export const rolloutUndo: Verb = {
  path: ['rollout', 'undo'],
  flags: flags('to-revision='),
  read(call) {
    const target = oneTarget(call, ['deployment', 'statefulset'], kind =>
      kind === 'daemonset'
        ? worded(
            'targets.noUndo',
            'Going back is not available for daemonsets yet.',
          )
        : noRollout(kind),
    );
    return changeReading(call, 'kubernetes.workload.undo', target, {
      revision: revision(call, 'to-revision'),
    });
  },
};
