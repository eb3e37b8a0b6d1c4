import { SeededRandom } from '../../random';
import { SeedObject, base64, seedObject } from '../manifest';
import { APP_SERVICES, NAMESPACE } from './services';

const metadata = (name: string) => ({ name, namespace: NAMESPACE });

/** Configuration, secrets, rights, network and mesh of the services' namespace. */
export function policySeed(random: SeededRandom): SeedObject[] {
  return [
    ...configuration(random),
    ...rights(),
    ...network(),
    ...mesh(),
    ...monitors(),
    seedObject('podDisruptionBudgets', {
      metadata: metadata('prod-api-gateway-pdb'),
      spec: {
        minAvailable: 1,
        selector: { matchLabels: { app: 'api-gateway' } },
      },
      status: {},
    }),
  ];
}

function configuration(random: SeededRandom): SeedObject[] {
  const secret = (name: string, values: Record<string, string>) =>
    seedObject('secrets', {
      metadata: metadata(name),
      type: 'Opaque',
      data: Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, base64(value)]),
      ),
    });
  return [
    seedObject('configMaps', {
      metadata: metadata('prod-app-config'),
      data: {
        LOG_LEVEL: 'info',
        POSTGRES_HOST: `postgres.${NAMESPACE}.svc.cluster.local`,
        POSTGRES_PORT: '5432',
        POSTGRES_DB: 'blog_db',
        AUTH_SERVICE_URL: 'http://prod-auth-service:8002',
        USER_SERVICE_URL: 'http://prod-user-service:5001',
        BLOG_SERVICE_URL: 'http://prod-blog-service:8005',
      },
    }),
    secret('postgres-secret', { POSTGRES_PASSWORD: random.secret(32) }),
    secret('prod-app-secrets', {
      JWT_SECRET_KEY: random.secret(48),
      INTERNAL_API_SECRET: random.secret(32),
    }),
  ];
}

function rights(): SeedObject[] {
  const apiGroup = 'rbac.authorization.k8s.io';
  return [
    seedObject('roles', {
      metadata: metadata('pod-reader'),
      rules: [
        {
          apiGroups: [''],
          resources: ['pods', 'pods/log', 'services', 'endpoints'],
          verbs: ['get', 'list', 'watch'],
        },
      ],
    }),
    seedObject('roleBindings', {
      metadata: metadata('pod-reader'),
      roleRef: { apiGroup, kind: 'Role', name: 'pod-reader' },
      subjects: [
        { kind: 'ServiceAccount', name: 'default', namespace: NAMESPACE },
        {
          kind: 'ServiceAccount',
          name: 'api-gateway-sa',
          namespace: NAMESPACE,
        },
      ],
    }),
  ];
}

function network(): SeedObject[] {
  const policy = (name: string, spec: object) =>
    seedObject('networkPolicies', { metadata: metadata(name), spec });
  const from = (...apps: string[]) =>
    apps.map(app => ({ podSelector: { matchLabels: { app } } }));
  const allow = (app: string, port: number, sources: object[]) =>
    policy(`allow-${app}`, {
      podSelector: { matchLabels: { app } },
      policyTypes: ['Ingress'],
      ingress: [{ from: sources, ports: [{ port, protocol: 'TCP' }] }],
    });
  // Whoever probes the services from the portal gets an answer; the database stays closed.
  const probe = {
    podSelector: {
      matchLabels: { 'app.kubernetes.io/name': 'titanium-probe' },
    },
  };
  const ingress = [
    {
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' },
      },
    },
  ];
  return [
    policy('default-deny-ingress', {
      podSelector: {},
      policyTypes: ['Ingress'],
    }),
    allow('api-gateway', 8000, [...ingress, probe]),
    ...APP_SERVICES.filter(({ app }) => app !== 'api-gateway').map(item =>
      allow(item.app, item.port, [
        ...from('api-gateway', 'blog-service'),
        probe,
      ]),
    ),
    allow(
      'postgres',
      5432,
      from('auth-service', 'user-service', 'blog-service', 'postgres-backup'),
    ),
  ];
}

function mesh(): SeedObject[] {
  const route = (prefix: string, host: string, port: number) => ({
    match: [{ uri: { prefix } }],
    route: [{ destination: { host, port: { number: port } } }],
    timeout: '5s',
    retries: { attempts: 2, perTryTimeout: '2s', retryOn: '5xx,reset' },
  });
  return [
    seedObject('gateways', {
      metadata: metadata('prod-titanium-gateway'),
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          {
            port: { number: 80, name: 'http', protocol: 'HTTP' },
            hosts: ['*'],
          },
        ],
      },
    }),
    seedObject('virtualServices', {
      metadata: metadata('prod-titanium-vs'),
      spec: {
        hosts: ['*'],
        gateways: ['prod-titanium-gateway'],
        http: [
          route('/blog', 'prod-blog-service', 8005),
          route('/', 'prod-api-gateway', 8000),
        ],
      },
    }),
    seedObject('virtualServices', {
      metadata: metadata('prod-user-service-vs'),
      spec: {
        hosts: ['prod-user-service'],
        http: [route('/', 'prod-user-service', 5001)],
      },
    }),
    ...APP_SERVICES.map(({ id }) =>
      seedObject('destinationRules', {
        metadata: metadata(`${id}-dr`),
        spec: {
          host: id,
          trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
        },
      }),
    ),
    seedObject('peerAuthentications', {
      metadata: metadata('default-mtls'),
      spec: { mtls: { mode: 'STRICT' } },
    }),
  ];
}

function monitors(): SeedObject[] {
  return APP_SERVICES.map(({ id, app }) =>
    seedObject('serviceMonitors', {
      metadata: {
        ...metadata(id),
        labels: { app, release: 'prometheus' },
      },
      spec: {
        selector: { matchLabels: { app } },
        endpoints: [{ port: 'http', path: '/metrics', interval: '15s' }],
      },
    }),
  );
}
