import type { KubernetesObject } from '@kubernetes/client-node';
import { PodsModel } from './PodsModel';

const ID = 'backstage.io/kubernetes-id';

function object(
  kind: string,
  name: string,
  options: {
    owner?: { kind: string; name: string };
    id?: string;
    version?: string;
  } = {},
): KubernetesObject {
  const { owner, id } = options;
  return {
    kind,
    metadata: {
      uid: `${kind}-${name}`,
      name,
      namespace: 'ns',
      resourceVersion: options.version,
      labels: id ? { [ID]: id } : {},
      ownerReferences: owner && [
        {
          apiVersion: 'apps/v1',
          kind: owner.kind,
          name: owner.name,
          uid: `${owner.kind}-${owner.name}`,
          controller: true,
        },
      ],
    },
    spec: { containers: [{ name: 'c' }], replicas: 1 },
    status: { phase: 'Running' },
  } as KubernetesObject;
}

describe('PodsModel', () => {
  let model: PodsModel;
  const put = (...objects: KubernetesObject[]) =>
    objects.forEach(item =>
      model.put(item.kind!.toLowerCase(), item.metadata!.uid!, item),
    );
  const changes = () =>
    model
      .changes()
      .map(change =>
        change.op === 'put' || change.op === 'remove'
          ? `${change.op} ${change.collection} ${change.key}`
          : change.op,
      )
      .sort();
  const web = () => [
    object('Deployment', 'web', { id: 'web' }),
    object('ReplicaSet', 'web-1', {
      owner: { kind: 'Deployment', name: 'web' },
    }),
    object('Pod', 'web-1-a', { owner: { kind: 'ReplicaSet', name: 'web-1' } }),
  ];

  beforeEach(() => {
    model = new PodsModel('one', { type: 'id', id: 'web' });
  });

  it('selects pods by their own label or by that of their controllers', () => {
    put(...web(), object('Pod', 'bare', { id: 'web' }), object('Pod', 'other'));
    expect(changes()).toEqual([
      'put pods Pod-bare',
      'put pods Pod-web-1-a',
      'put workloads Deployment-web',
    ]);
  });

  it('gives the same rows in whatever order the objects come', () => {
    put(...web().reverse());
    expect(changes()).toEqual([
      'put pods Pod-web-1-a',
      'put workloads Deployment-web',
    ]);
  });

  it('does not take a workload of the same prefix for its own', () => {
    model = new PodsModel('one', { type: 'id', id: 'user' });
    put(object('Pod', 'user-worker-1', { id: 'user-worker' }));
    expect(changes()).toEqual([]);
  });

  it('touches one row for a change of one pod', () => {
    put(...web());
    changes();
    put(
      object('Pod', 'web-1-a', {
        owner: { kind: 'ReplicaSet', name: 'web-1' },
        version: '2',
      }),
    );
    expect(changes()).toEqual(['put pods Pod-web-1-a']);
    put(object('Pod', 'other', { version: '3' }));
    expect(changes()).toEqual([]);
  });

  it('follows a workload that joins and leaves the entity, with its pods', () => {
    put(...web());
    changes();
    put(object('Deployment', 'web', { id: 'elsewhere', version: '2' }));
    expect(changes()).toEqual([
      'remove pods Pod-web-1-a',
      'remove workloads Deployment-web',
    ]);
    put(object('Deployment', 'web', { id: 'web', version: '3' }));
    expect(changes()).toEqual([
      'put pods Pod-web-1-a',
      'put workloads Deployment-web',
    ]);
  });

  it('removes what a new list no longer has', () => {
    put(...web());
    changes();
    model.sync('pod', new Map());
    expect(changes()).toContain('remove pods Pod-web-1-a');
  });

  it('ignores a controller of the same name but another uid', () => {
    put(object('Deployment', 'web', { id: 'web' }));
    const imposter = object('Pod', 'imposter', {
      owner: { kind: 'Deployment', name: 'web' },
    });
    imposter.metadata!.ownerReferences![0].uid = 'forged';
    put(imposter);
    expect(changes()).toEqual(['put workloads Deployment-web']);
  });

  it('survives references in a circle', () => {
    const a = object('ReplicaSet', 'a', {
      owner: { kind: 'ReplicaSet', name: 'b' },
    });
    const b = object('ReplicaSet', 'b', {
      owner: { kind: 'ReplicaSet', name: 'a' },
      id: 'web',
    });
    expect(() => {
      put(a, b);
      changes();
    }).not.toThrow();
  });

  it('changes the workload row when its autoscaler does', () => {
    put(...web());
    changes();
    model.put('horizontalpodautoscaler', 'h', {
      metadata: { uid: 'h', name: 'h', namespace: 'ns' },
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'web' },
        maxReplicas: 3,
      },
    } as KubernetesObject);
    expect(changes()).toEqual(['put workloads Deployment-web']);
    model.remove('horizontalpodautoscaler', 'h');
    expect(changes()).toEqual(['put workloads Deployment-web']);
  });

  it('handles ten thousand pods of others quickly', () => {
    const from = Date.now();
    for (let i = 0; i < 10_000; i += 1) {
      put(object('Pod', `other-${i}`, { id: 'other' }));
    }
    put(...web());
    expect(changes()).toHaveLength(2);
    expect(Date.now() - from).toBeLessThan(1_500);
  });
});
