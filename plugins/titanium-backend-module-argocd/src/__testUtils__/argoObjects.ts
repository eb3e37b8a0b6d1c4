import { Application } from '../client/types';

export const COMMITS = ['a', 'b', 'c'].map(letter => letter.repeat(40));
export const NEWEST = COMMITS[2];

/** An application as the tests' service has it: three deployments, automatic sync on. */
export function testApplication(
  fields: { name?: string; automated?: object | null } = {},
): Application {
  const { name = 'shop', automated = { prune: true, selfHeal: true } } = fields;
  const source = {
    repoURL: 'https://github.com/example/deploy.git',
    path: 'overlays/prod',
    targetRevision: 'main',
  };
  return {
    metadata: {
      name,
      namespace: 'argocd',
      uid: `uid-${name}`,
      resourceVersion: '1',
      labels: { 'backstage.io/kubernetes-id': name },
    },
    spec: {
      project: 'prod',
      source,
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'prod',
      },
      syncPolicy: automated ? { automated } : {},
    },
    status: {
      sync: { status: 'Synced', revision: NEWEST },
      health: { status: 'Healthy' },
      reconciledAt: '2030-01-01T00:10:00Z',
      resources: [
        {
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          namespace: 'prod',
          name,
          status: 'Synced',
        },
        {
          version: 'v1',
          kind: 'Secret',
          namespace: 'prod',
          name: 'creds',
          status: 'Synced',
        },
      ],
      summary: { images: [imageOf(NEWEST)] },
      history: COMMITS.map((revision, id) => ({
        id,
        revision,
        source,
        deployedAt: `2030-01-01T00:0${id}:00Z`,
        initiatedBy: { automated: true },
      })),
      operationState: {
        operation: { sync: { revision: NEWEST } },
        phase: 'Succeeded',
        message: 'successfully synced',
        startedAt: '2030-01-01T00:01:59Z',
        finishedAt: '2030-01-01T00:02:00Z',
        syncResult: { revision: NEWEST, resources: [] },
      },
    },
  };
}

export function imageOf(commit: string): string {
  return `registry.example/shop:${commit.slice(0, 7)}`;
}

/** A deployment at a commit, with a password among its variables. */
export function deployment(name: string, commit: string): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'prod' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'app',
              image: imageOf(commit),
              env: [{ name: 'DB_PASSWORD', value: 'hunter2' }],
            },
          ],
        },
      },
    },
  };
}

/** The live objects of an application, and how its pod is. */
export function treeOf(
  name: string,
  at: { running: string; podReady: boolean; podMessage: string | undefined },
): object {
  return {
    nodes: [
      {
        group: 'apps',
        version: 'v1',
        kind: 'Deployment',
        namespace: 'prod',
        name,
        uid: 'uid-deployment',
        health: { status: 'Healthy' },
      },
      {
        version: 'v1',
        kind: 'Pod',
        namespace: 'prod',
        name: `${name}-${at.running.slice(0, 3)}`,
        uid: `uid-${at.running}`,
        parentRefs: [
          { group: 'apps', kind: 'Deployment', namespace: 'prod', name },
        ],
        images: [imageOf(at.running)],
        info: [
          {
            name: 'Status Reason',
            value: at.podReady ? 'Running' : 'ImagePullBackOff',
          },
          { name: 'Containers', value: at.podReady ? '1/1' : '0/1' },
        ],
        health: {
          status: at.podReady ? 'Healthy' : 'Degraded',
          message: at.podMessage,
        },
      },
    ],
  };
}

/** What runs against what the sources ask for. */
export function managedObjects(name: string, running: string): object[] {
  const live = JSON.stringify({
    ...deployment(name, running),
    status: { replicas: 1 },
  });
  const target = JSON.stringify(deployment(name, NEWEST));
  const secret = (mask: string) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'creds', namespace: 'prod' },
      data: { password: mask },
    });
  return [
    {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'prod',
      name,
      liveState: live,
      normalizedLiveState: live,
      targetState: target,
      predictedLiveState: target,
    },
    {
      kind: 'Secret',
      namespace: 'prod',
      name: 'creds',
      liveState: secret('++++++++'),
      normalizedLiveState: secret('++++++++'),
      targetState: secret('+++++++++'),
      predictedLiveState: secret('+++++++++'),
    },
  ];
}
