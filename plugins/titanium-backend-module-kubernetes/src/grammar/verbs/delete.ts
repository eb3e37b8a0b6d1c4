import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { oneTarget } from '../targets';
import { Verb } from '../verb';

export const deletePod: Verb = {
  path: ['delete'],
  flags: flags('wait', 'timeout='),
  read(call) {
    const target = oneTarget(
      call,
      ['pod'],
      kind =>
        `Only pods are deleted here, one by its name. A ${kind} is removed where it is kept: in its manifests.`,
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
