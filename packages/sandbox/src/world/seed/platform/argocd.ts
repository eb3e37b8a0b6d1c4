import { SeededRandom } from '../../random';
import { SeedObject, base64, seedObject } from '../manifest';
import { resources, service, statefulSet } from '../workloads';
import { app, named } from './app';
import { applicationSeed } from './applications';

/** Argo CD, and what it deploys. */
export function argocdSeed(random: SeededRandom): SeedObject[] {
  const namespace = 'argocd';
  const image = 'quay.io/argoproj/argocd:v3.1.9';
  const part = { 'app.kubernetes.io/part-of': 'argocd' };
  return [
    app(namespace, 'argocd-server', image, ['50m', '128Mi'], { labels: part }),
    app(namespace, 'argocd-repo-server', image, ['100m', '192Mi'], {
      labels: part,
    }),
    app(namespace, 'argocd-redis', 'redis:7.0.15-alpine', ['20m', '32Mi'], {
      labels: part,
      container: 'redis',
    }),
    statefulSet({
      name: 'argocd-application-controller',
      namespace,
      serviceName: 'argocd-application-controller',
      labels: named('argocd-application-controller', part),
      containers: [
        {
          name: 'argocd-application-controller',
          image,
          resources: resources(['150m', '256Mi']),
        },
      ],
    }),
    service({
      name: 'argocd-server',
      namespace,
      selector: named('argocd-server'),
      clusterIP: '10.96.43.10',
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8080 },
      ],
    }),
    service({
      name: 'argocd-repo-server',
      namespace,
      selector: named('argocd-repo-server'),
      clusterIP: '10.96.43.11',
      ports: [{ name: 'server', port: 8081 }],
    }),
    service({
      name: 'argocd-redis',
      namespace,
      selector: named('argocd-redis'),
      clusterIP: '10.96.43.12',
      ports: [{ name: 'tcp-redis', port: 6379 }],
    }),
    seedObject('secrets', {
      metadata: { name: 'argocd-initial-admin-secret', namespace },
      type: 'Opaque',
      data: { password: base64(random.secret(16)) },
    }),
    seedObject('appProjects', {
      metadata: { name: 'default', namespace },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ namespace: '*', server: '*' }],
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      },
    }),
    ...applicationSeed(),
  ];
}
