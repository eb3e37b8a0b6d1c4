import {
  CommandReading,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { flags } from '../flags';
import { part, Piece, split } from '../pieces';

const KINDS: ReadonlyMap<string, 'pod' | 'service'> = new Map([
  ['pod', 'pod'],
  ['po', 'pod'],
  ['service', 'service'],
  ['svc', 'service'],
]);

/** `name` or `name.namespace`, as istioctl takes it. */
function named(call: Call, piece: Piece, kind: 'pod' | 'service') {
  const parts = split(piece, '.');
  if (parts.length > 2) {
    call.refuse(
      worded(
        'istio.name',
        'Write the name of the {{kind}}, or name.namespace.',
        { kind },
      ),
      piece,
    );
  }
  const [name, namespace] = parts;
  if (namespace) {
    call.setNamespace(part(piece, namespace.text));
  }
  return call.name(name, kind);
}

/** `istioctl x describe pod NAME` */
export const describe = {
  name: 'istioctl describe',
  flags: flags('ignoreUnmeshed', 'revision|r='),
  read(call: Call): CommandReading {
    const [kindPiece, namePiece, more] = call.args;
    const kind = kindPiece && KINDS.get(kindPiece.text);
    if (!kind) {
      return call.refuse(
        worded(
          'istio.describe',
          'istioctl describe needs pod or service, and a name.',
        ),
        kindPiece,
      );
    }
    if (!namePiece || more) {
      return call.refuse(
        more
          ? worded('words.more', 'There is a word too many.')
          : worded('istio.which', 'Which {{kind}}?', { kind }),
        more ?? kindPiece,
      );
    }
    const name = named(call, namePiece, kind);
    const { namespace } = call.readNamespace();
    const cluster = call.cluster();
    return call.result({
      verdict: 'read',
      action: 'istio.describe',
      input: { cluster, namespace, kind, name },
      target: {
        cluster,
        namespace,
        kind,
        name,
        selector: null,
        allNamespaces: false,
      },
    });
  },
};

/** `istioctl analyze`: the objects of one namespace, or of all. */
export const analyze = {
  name: 'istioctl analyze',
  flags: flags(
    'all-namespaces|A',
    'use-kube|k',
    'output|o=',
    'color',
    'failure-threshold=',
    'output-threshold=',
    'timeout=',
    'verbose|v',
  ),
  read(call: Call): CommandReading {
    if (call.args[0]) {
      call.refuse(
        worded(
          'istio.files',
          'Files are not read from a page: leave them out to analyze what is in the cluster.',
        ),
        call.args[0],
      );
    }
    if (call.flag('use-kube')?.text === 'false') {
      call.refuse(
        worded('istio.useKube', 'What is in the cluster is analyzed.'),
        call.flag('use-kube'),
      );
    }
    const { namespace, allNamespaces } = call.readNamespace();
    const cluster = call.cluster();
    return call.result({
      verdict: 'read',
      action: 'istio.analyze',
      input: { cluster, namespace },
      target: {
        cluster,
        namespace,
        kind: null,
        name: null,
        selector: null,
        allNamespaces,
      },
    });
  },
};
