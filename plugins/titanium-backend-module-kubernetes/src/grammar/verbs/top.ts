import { worded } from '@titanium-portal/backstage-plugin-titanium-common';
import { flags } from '../flags';
import { labelSelector } from '../selectors';
import { targetList } from '../targets';
import { Verb } from '../verb';

export const top: Verb = {
  path: ['top'],
  flags: flags(
    'all-namespaces|A',
    'selector|l=',
    'containers',
    'no-headers',
    'sort-by=',
    'use-protocol-buffers',
  ),
  read(call) {
    const { kinds, names, namespaced } = targetList(call);
    const [kind] = kinds;
    if (kinds.length > 1 || (kind !== 'pod' && kind !== 'node')) {
      call.refuse(
        worded('top.kinds', 'Only pods and nodes have measured use.'),
        call.args[0],
      );
    }
    if (names.length > 1) {
      call.refuse(
        worded('top.name', 'One name, or none for all.'),
        call.args[2],
      );
    }
    const sortBy = call.flag('sort-by');
    if (sortBy && sortBy.text !== 'cpu' && sortBy.text !== 'memory') {
      call.refuse(
        worded('top.sortBy', 'Use is sorted by cpu or by memory.'),
        sortBy,
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
    if (names.length > 0 && allNamespaces) {
      call.refuse(
        worded('namespaces.oneForName', 'A name needs one namespace.'),
        call.flag('all-namespaces'),
      );
    }
    const cluster = call.cluster();
    const name = names[0] ?? null;
    return call.result({
      verdict: 'read',
      action: 'kubernetes.top',
      input: {
        cluster,
        namespace,
        allNamespaces,
        kind,
        name,
        labelSelector: selector,
        containers: call.isOn('containers'),
        ...(sortBy && { sortBy: sortBy.text }),
      },
      target: { cluster, namespace, kind, name, selector, allNamespaces },
    });
  },
};
