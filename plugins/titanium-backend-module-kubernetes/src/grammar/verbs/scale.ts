import { worded } from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { oneTarget } from '../targets';
import { Verb } from '../verb';

export const scale: Verb = {
  path: ['scale'],
  flags: flags('replicas=', 'current-replicas=', 'timeout='),
  read(call: Call) {
    const target = oneTarget(call, ['deployment', 'statefulset'], kind =>
      worded(
        'targets.notScaled',
        'A {{kind}} cannot be scaled here: deployments and statefulsets can.',
        { kind },
      ),
    );
    const replicas = call.flag('replicas');
    if (!replicas) {
      call.refuse(
        worded('flags.missing', '{{flag}} is missing.', {
          flag: '--replicas',
        }),
      );
    }
    const current = call.flag('current-replicas');
    return changeReading(call, 'kubernetes.workload.scale', target, {
      replicas: call.number(replicas, 'replicas', 'The number of replicas'),
      // -1 means "whatever it is" to kubectl.
      currentReplicas:
        current && current.text !== '-1'
          ? call.number(current, 'replicas', 'The number of replicas')
          : null,
    });
  },
};
