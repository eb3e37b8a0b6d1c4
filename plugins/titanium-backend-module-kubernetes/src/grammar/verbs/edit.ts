import {
  CommandReading,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { changeReading } from '../changeReading';
import { flags } from '../flags';
import { oneObject } from '../targets';
import { Verb } from '../verb';

export const NOT_EDITED = worded(
  'secrets.notEdited',
  'Values of a Secret are not shown for editing. One value is changed by kubectl create secret generic NAME --from-literal=KEY=$VALUE --dry-run=client -o yaml | kubectl apply -f -',
);

function read(call: Call): CommandReading {
  const { kind, name, namespaced } = oneObject(call);
  if (kind === 'secret') {
    call.refuse(NOT_EDITED, call.args[0]);
  }
  if (kind === 'horizontalpodautoscaler') {
    return changeReading(
      call,
      'kubernetes.autoscaler.edit',
      { kind, name },
      { minReplicas: null, maxReplicas: null, cpuUtilization: null },
      {
        kindInInput: false,
        form: worded(
          'forms.limits',
          'Choose the new limits: the difference is shown before anything changes.',
        ),
      },
    );
  }
  return changeReading(
    call,
    'kubernetes.object.edit',
    { kind, name },
    { manifest: null },
    {
      clusterScoped: !namespaced,
      form: worded(
        'forms.object',
        'Edit the live object: the difference is shown before anything changes.',
      ),
    },
  );
}

export const edit: Verb = {
  path: ['edit'],
  // How the editor shows the object and keeps its file is nothing the portal does.
  flags: flags('output|o=', 'windows-line-endings', 'field-manager='),
  read,
};
