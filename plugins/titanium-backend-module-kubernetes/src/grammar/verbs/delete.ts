import { worded } from '@titanium-portal/backstage-plugin-titanium-common';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { oneTarget } from '../targets';
import { Verb } from '../verb';

export const deletePod: Verb = {
  path: ['delete'],
  flags: flags('wait', 'timeout='),
  read(call) {
    const target = oneTarget(call, ['pod'], kind =>
      worded(
        'targets.onlyPods',
        'Only pods are deleted here, one by its name. A {{kind}} is removed where it is kept: in its manifests.',
        { kind },
      ),
    );
    return changeReading(
      call,
      'kubernetes.pod.delete',
      target,
      {},
      {
        kindInInput: false,
      },
    );
  },
};
