import { R } from '../resources';
import { KubeObject } from '../types';
import { TestCluster } from '../testing/cluster';

// A World lives a month before each of these.
jest.setTimeout(60_000);

describe('Argo CD', () => {
  it('has delivered everything when the World is entered', () => {
    const cluster = new TestCluster();
    const apps = cluster.list(R.applications, 'argocd');
    expect(
      apps.map(({ metadata, status }) => [
        metadata.name,
        status.sync.status,
        status.health.status,
        status.history.map(({ id }: KubeObject['spec']) => id),
        status.operationState.phase,
      ]),
    ).toEqual([
      ['postgres', 'Synced', 'Healthy', [1, 2], 'Succeeded'],
      [
        'prod-api-gateway',
        'Synced',
        'Healthy',
        [1, 2, 3, 4, 5, 6, 7],
        'Succeeded',
      ],
      ['prod-auth-service', 'Synced', 'Healthy', [1, 2, 3], 'Succeeded'],
      ['prod-blog-service', 'Synced', 'Healthy', [1, 2, 3], 'Succeeded'],
      ['prod-user-service', 'Synced', 'Healthy', [1, 2, 3, 4], 'Succeeded'],
    ]);
  });
});
