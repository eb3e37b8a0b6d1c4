import { SeedObject, seedObject } from '../manifest';
import { deployment, httpProbe, resources, service } from '../workloads';

export const NAMESPACE = 'titanium-prod';
const ID = 'backstage.io/kubernetes-id';

/** One of the platform's own services. */
export interface AppService {
  /** The catalog's name of it, and its Service's. */
  id: string;
  /** The container, the label `app` and the image. */
  app: string;
  workload: string;
  port: number;
  clusterIP: string;
  nodePort?: number;
  replicas: number;
  max: number;
  memory: [request: string, limit: string];
  /** Releases in the order they came, with the day each was rolled out and why. */
  releases: { tag: string; daysAgo: number; cause: string }[];
}

export const APP_SERVICES: readonly AppService[] = [
  {
    id: 'prod-api-gateway',
    app: 'api-gateway',
    workload: 'prod-api-gateway-deployment',
    port: 8000,
    clusterIP: '10.96.40.10',
    nodePort: 31304,
    replicas: 2,
    max: 5,
    memory: ['96Mi', '256Mi'],
    releases: [
      { tag: 'v1.2.0', daysAgo: 30, cause: 'first release of 1.2' },
      { tag: 'v1.2.1', daysAgo: 21, cause: 'retry idempotent requests once' },
      { tag: 'v1.2.2', daysAgo: 9, cause: 'trace headers on every upstream' },
      { tag: 'v1.2.3', daysAgo: 3, cause: 'raise upstream timeout to 5 s' },
    ],
  },
  {
    id: 'prod-auth-service',
    app: 'auth-service',
    workload: 'prod-auth-service-deployment',
    port: 8002,
    clusterIP: '10.96.40.11',
    replicas: 2,
    max: 4,
    memory: ['128Mi', '256Mi'],
    releases: [
      { tag: 'v1.2.0', daysAgo: 30, cause: 'first release of 1.2' },
      { tag: 'v1.2.1', daysAgo: 14, cause: 'rotate signing keys monthly' },
      { tag: 'v1.2.2', daysAgo: 5, cause: 'shorter refresh tokens' },
    ],
  },
  {
    id: 'prod-user-service',
    app: 'user-service',
    workload: 'prod-user-service-deployment',
    port: 5001,
    clusterIP: '10.96.40.12',
    replicas: 2,
    max: 4,
    memory: ['128Mi', '256Mi'],
    releases: [
      { tag: 'v1.2.0', daysAgo: 30, cause: 'first release of 1.2' },
      { tag: 'v1.2.1', daysAgo: 18, cause: 'index on users.email' },
      { tag: 'v1.2.2', daysAgo: 11, cause: 'profile pictures' },
      { tag: 'v1.2.4', daysAgo: 2, cause: 'fix profile cache expiry' },
    ],
  },
  {
    id: 'prod-blog-service',
    app: 'blog-service',
    workload: 'prod-blog-service-deployment',
    port: 8005,
    clusterIP: '10.96.40.13',
    replicas: 2,
    max: 4,
    memory: ['160Mi', '320Mi'],
    releases: [
      { tag: 'v1.2.0', daysAgo: 30, cause: 'first release of 1.2' },
      { tag: 'v1.2.1', daysAgo: 16, cause: 'categories' },
      { tag: 'v1.2.2', daysAgo: 6, cause: 'comments are paged' },
    ],
  },
];

/** Deployment, Service, account and autoscaler of each service, as they were first rolled out. */
export function serviceSeed(): SeedObject[] {
  return APP_SERVICES.flatMap(app => [
    seedObject('serviceAccounts', {
      metadata: { name: `${app.app}-sa`, namespace: NAMESPACE },
    }),
    workload(app),
    service({
      name: app.id,
      namespace: NAMESPACE,
      labels: { app: app.app, [ID]: app.id },
      annotations: { [ID]: app.id },
      selector: { app: app.app },
      clusterIP: app.clusterIP,
      type: app.nodePort ? 'NodePort' : undefined,
      ports: [
        {
          name: 'http',
          port: app.port,
          targetPort: 'http',
          nodePort: app.nodePort,
        },
      ],
    }),
    autoscaler(app),
  ]);
}

function workload(app: AppService): SeedObject {
  const { tag, cause } = app.releases[0];
  const binding = { [ID]: app.id };
  const labels = { app: app.app, version: 'v1', tier: 'backend', ...binding };
  return deployment({
    name: app.workload,
    namespace: NAMESPACE,
    labels,
    replicas: app.replicas,
    annotations: { ...binding, 'kubernetes.io/change-cause': cause },
    podAnnotations: {
      ...binding,
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(app.port),
    },
    spec: {
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      },
    },
    pod: { serviceAccountName: `${app.app}-sa` },
    containers: [
      {
        name: app.app,
        image: `idongju/${app.app}:${tag}`,
        ports: [{ name: 'http', containerPort: app.port }],
        envFrom: [{ configMapRef: { name: 'prod-app-config' } }],
        env: [
          { name: 'SERVICE_NAME', value: app.app },
          secretVariable('POSTGRES_PASSWORD', 'postgres-secret'),
          secretVariable('JWT_SECRET_KEY', 'prod-app-secrets'),
        ],
        resources: resources(['100m', app.memory[0]], ['500m', app.memory[1]]),
        readinessProbe: httpProbe('/health', app.port),
        livenessProbe: httpProbe('/health', app.port, 15),
      },
    ],
  });
}

function secretVariable(name: string, secret: string) {
  return { name, valueFrom: { secretKeyRef: { name: secret, key: name } } };
}

function autoscaler(app: AppService): SeedObject {
  return seedObject('horizontalPodAutoscalers', {
    metadata: {
      name: `${app.id}-hpa`,
      namespace: NAMESPACE,
      labels: { app: app.app, [ID]: app.id },
    },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: app.workload,
      },
      minReplicas: app.replicas,
      maxReplicas: app.max,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    },
    status: {},
  });
}
