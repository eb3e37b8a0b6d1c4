import { BLOG_EXTRAS, OVERLAY, repositoryOf } from '../../git/overlays';
import { SeedObject, seedObject } from '../manifest';

const ID = 'backstage.io/kubernetes-id';
const namespace = 'argocd';

const destination = {
  server: 'https://kubernetes.default.svc',
  namespace: 'titanium-prod',
};

function source(repository: string) {
  return {
    repoURL: repository,
    path: OVERLAY,
    targetRevision: 'main',
  };
}

const AUTOMATED = {
  automated: { prune: true, selfHeal: false },
  syncOptions: ['CreateNamespace=true'],
};

/** What runs by hand until somebody asks. */
const MANUAL = { syncOptions: ['CreateNamespace=true'] };

function application(name: string, spec: Record<string, unknown>): SeedObject {
  return seedObject('applications', {
    metadata: { name, namespace, labels: { [ID]: name } },
    spec: {
      project: 'default',
      destination,
      revisionHistoryLimit: 10,
      ...spec,
    },
  });
}

/** Night hours, in which nobody is at work on sign-in. */
export const NIGHT_WINDOW = {
  kind: 'deny',
  schedule: '0 22 * * *',
  duration: '8h',
  applications: ['prod-auth-service'],
  manualSync: false,
  timeZone: 'Asia/Seoul',
};

/** One application a service; the user service's comes from an ApplicationSet. */
export function applicationSeed(): SeedObject[] {
  return [
    application('prod-api-gateway', {
      source: source(repositoryOf('prod-api-gateway')),
      syncPolicy: AUTOMATED,
    }),
    application('prod-auth-service', {
      source: source(repositoryOf('prod-auth-service')),
      syncPolicy: AUTOMATED,
    }),
    application('prod-blog-service', {
      sources: [source(repositoryOf('prod-blog-service')), source(BLOG_EXTRAS)],
      syncPolicy: AUTOMATED,
    }),
    application('postgres', {
      source: source(repositoryOf('postgres')),
      syncPolicy: MANUAL,
    }),
    seedObject('applicationSets', {
      metadata: { name: 'titanium-services', namespace },
      spec: {
        goTemplate: true,
        generators: [
          { list: { elements: [{ service: 'prod-user-service' }] } },
        ],
        template: {
          metadata: {
            name: '{{.service}}',
            labels: { [ID]: '{{.service}}' },
          },
          spec: {
            project: 'default',
            source: source(repositoryOf('{{.service}}')),
            destination,
            revisionHistoryLimit: 10,
            syncPolicy: AUTOMATED,
          },
        },
      },
    }),
  ];
}
