import { errorOfStatus } from '../PlatformError';
import { ClusterClient } from '../types';
import { discover } from './discovery';

function clientOf(answers: Record<string, unknown>): ClusterClient {
  return {
    request: async ({ path }: { path: string }) => {
      if (!(path in answers)) {
        throw errorOfStatus(503, 'away', { platform: 'test' });
      }
      return answers[path];
    },
  } as unknown as ClusterClient;
}

const { signal } = new AbortController();

describe('discover', () => {
  it('reads the aggregated form, preferred versions only', async () => {
    const found = await discover(
      clientOf({
        '/api': {
          kind: 'APIGroupDiscoveryList',
          items: [
            {
              metadata: {},
              versions: [
                {
                  version: 'v1',
                  resources: [
                    {
                      resource: 'pods',
                      responseKind: { kind: 'Pod' },
                      scope: 'Namespaced',
                      singularResource: 'pod',
                      shortNames: ['po'],
                    },
                  ],
                },
              ],
            },
          ],
        },
        '/apis': {
          kind: 'APIGroupDiscoveryList',
          items: [
            {
              metadata: { name: 'autoscaling' },
              versions: ['v2', 'v1'].map(version => ({
                version,
                resources: [
                  {
                    resource: 'horizontalpodautoscalers',
                    responseKind: { kind: 'HorizontalPodAutoscaler' },
                    scope: 'Namespaced',
                  },
                ],
              })),
            },
          ],
        },
      }),
      signal,
    );
    expect(found).toEqual([
      {
        group: '',
        version: 'v1',
        kind: 'Pod',
        plural: 'pods',
        singular: 'pod',
        shortNames: ['po'],
        namespaced: true,
      },
      expect.objectContaining({
        group: 'autoscaling',
        version: 'v2',
        singular: 'horizontalpodautoscaler',
      }),
    ]);
  });

  it('reads the older form and does without groups that are away', async () => {
    const found = await discover(
      clientOf({
        '/api': { versions: ['v1'] },
        '/api/v1': {
          resources: [
            { name: 'nodes', kind: 'Node', namespaced: false },
            { name: 'pods/log', kind: 'Pod', namespaced: true },
          ],
        },
        '/apis': {
          groups: [
            {
              name: 'metrics.k8s.io',
              preferredVersion: { version: 'v1beta1' },
            },
          ],
        },
      }),
      signal,
    );
    expect(found).toEqual([
      expect.objectContaining({ plural: 'nodes', namespaced: false }),
    ]);
  });
});
