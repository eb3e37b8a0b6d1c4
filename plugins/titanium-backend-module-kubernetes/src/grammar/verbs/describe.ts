import { worded } from '@titanium-portal/backstage-plugin-titanium-common';
import { flags } from '../flags';
import { labelSelector } from '../selectors';
import { targetList } from '../targets';
import { Verb } from '../verb';

export const describe: Verb = {
  path: ['describe'],
  flags: flags('all-namespaces|A', 'selector|l=', 'show-events', 'chunk-size='),
  read(call) {
    const { kinds, names, namespaced } = targetList(call);
    if (kinds.length > 1 || kinds[0] === 'all') {
      call.refuse(
        worded('describe.kind', 'Describe one kind at a time.'),
        call.args[0],
      );
    }
    if (names.length > 1) {
      call.refuse(
        worded('describe.object', 'Describe one object at a time.'),
        call.args[2],
      );
    }
    const selector = labelSelector(call);
    if (names.length > 0 && selector) {
      call.refuse(
        worded('selectors.either', 'Either a name or a selector.'),
        call.flag('selector'),
      );
    }
    const { namespace, allNamespaces } = call.readNamespace(namespaced);
    if (allNamespaces) {
      call.refuse(
        worded('describe.namespace', 'Describe needs one namespace.'),
        call.flag('all-namespaces'),
      );
    }
    const cluster = call.cluster();
    const [kind] = kinds;
    const name = names[0] ?? null;
    return call.result({
      verdict: 'read',
      action: 'kubernetes.describe',
      input: { cluster, namespace, kind, name, labelSelector: selector },
      target: {
        cluster,
        namespace,
        kind,
        name,
        selector,
        allNamespaces: false,
      },
    });
  },
};
