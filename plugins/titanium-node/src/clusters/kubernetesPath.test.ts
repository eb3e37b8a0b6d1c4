import fc from 'fast-check';
import { assertPlainPath, kubernetesPath } from './kubernetesPath';

const PODS = { group: '', version: 'v1', plural: 'pods', namespace: 'ns' };

describe('kubernetesPath', () => {
  it('builds collections, objects and subresources', () => {
    expect(kubernetesPath(PODS)).toBe('/api/v1/namespaces/ns/pods');
    expect(kubernetesPath(PODS, 'web-0', 'log')).toBe(
      '/api/v1/namespaces/ns/pods/web-0/log',
    );
    expect(
      kubernetesPath(
        { group: 'apps', version: 'v1', plural: 'deployments' },
        'web',
        'scale',
      ),
    ).toBe('/apis/apps/v1/deployments/web/scale');
    expect(
      kubernetesPath(
        {
          group: 'rbac.authorization.k8s.io',
          version: 'v1',
          plural: 'clusterroles',
        },
        'system:node',
      ),
    ).toBe('/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode');
  });

  it.each([
    '../../secrets/x',
    '..',
    '.',
    'a/../b',
    '%2e%2e%2f',
    'a/status',
    'a b',
    '',
    'a\n',
    'a\u0000',
    'a?x=1',
    'a#b',
    'a%00',
    'é',
    'x'.repeat(300),
  ])('refuses the name %j', name => {
    expect(() => kubernetesPath(PODS, name)).toThrow(/is not a valid name/);
  });

  it.each(['exec', 'attach', 'portforward', 'proxy', '../x', 'log/..'])(
    'refuses the subresource %j',
    subresource => {
      expect(() => kubernetesPath(PODS, 'a', subresource)).toThrow(
        /not a subresource/,
      );
    },
  );

  it.each([
    { ...PODS, namespace: '../kube-system' },
    { ...PODS, namespace: '' },
    { ...PODS, namespace: 'A' },
    { ...PODS, plural: 'pods/x' },
    { ...PODS, plural: 'pods?watch=1' },
    { ...PODS, group: '../api' },
    { ...PODS, version: 'v1/namespaces' },
    { ...PODS, version: '..' },
  ])('refuses the collection %j', path => {
    expect(() => kubernetesPath(path)).toThrow(/is not a valid/);
  });

  it('never leaves its collection, whatever the name', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
        name => {
          let path: string;
          try {
            path = kubernetesPath(PODS, name);
          } catch {
            return;
          }
          const url = new URL(path, 'https://cluster');
          expect(url.pathname).toBe(path);
          expect(url.pathname.split('/')).toHaveLength(7);
          expect(decodeURIComponent(url.pathname.split('/')[6])).toBe(name);
          assertPlainPath(path);
        },
      ),
    );
  });

  it.each([
    'api/v1',
    '/api//v1',
    '/api/../x',
    '/api/%2e%2e/x',
    '/api?x',
    '/a b',
  ])('refuses the raw path %j', path => {
    expect(() => assertPlainPath(path)).toThrow(/request path/);
  });
});
