import {
  DeliveryApplicationRow,
  DeliveryHistoryRow,
  DeliveryOperationRow,
  DeliveryResourceRow,
  RolloutRow,
  RunSummary,
  SourceStatus,
  StreamMessage,
  StreamRequest,
  ViewState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionCheckRequest,
  TitaniumApi,
} from '@titanium-portal/backstage-plugin-titanium-react';

const COMMITS: Record<number, [string, string, string]> = {
  6: ['1f0e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c', 'Lee', 'raise limits'],
  7: ['41aa0be2c3d4e5f60718293a4b5c6d7e8f901234', 'Park', 'cache sessions'],
  8: ['8f3c1d2aa0b1c2d3e4f5061728394a5b6c7d8e9f', 'Kim', 'bump to 1.4.0'],
};

export function fakeRevision(number: number) {
  const [id, author, message] = COMMITS[number];
  return {
    id,
    author,
    message,
    date: '2026-01-01T00:00:00Z',
    error: null,
    url: `https://git.example.org/commit/${id}`,
  };
}

/** Deployment `id` of commit `of`. */
export function fakeHistory(
  id: number,
  change: Partial<DeliveryHistoryRow> & { of?: number } = {},
): DeliveryHistoryRow {
  const { of = id, ...rest } = change;
  return {
    key: String(id).padStart(6, '0'),
    id,
    revisions: [fakeRevision(of)],
    sources: [
      {
        repo: 'https://git.example.org/titanium/deploy',
        path: 'overlays/prod',
        chart: null,
        targetRevision: 'main',
      },
    ],
    deployedAt: `2026-01-0${id}T01:00:00Z`,
    deployStartedAt: `2026-01-0${id}T00:59:48Z`,
    initiatedBy: 'automated',
    current: false,
    images: [`registry.local/api-gateway:v1.${of}.0`],
    ...rest,
  };
}

export const fakeApplication: DeliveryApplicationRow = {
  key: 'prod-api-gateway',
  instance: 'main',
  name: 'prod-api-gateway',
  project: 'titanium',
  cluster: 'titanium',
  namespace: 'titanium-prod',
  sync: 'Synced',
  health: 'Degraded',
  healthMessage: 'Deployment has 1 of 3 pods ready',
  conditions: [],
  sources: fakeHistory(8).sources,
  revisions: [fakeRevision(8)],
  images: ['registry.local/api-gateway:v1.8.0'],
  autoSync: { enabled: true, prune: true, selfHeal: true },
  applicationSet: null,
  applicationSetIgnoresSyncPolicy: false,
  reconciledAt: '2026-01-08T02:00:00Z',
  url: 'https://argocd.example.org/applications/prod-api-gateway',
};

export function fakeResource(
  kind: string,
  name: string,
  change: Partial<DeliveryResourceRow> = {},
): DeliveryResourceRow {
  const group = kind === 'Pod' || kind === 'Service' ? '' : 'apps';
  return {
    key: `${group}/${kind}/titanium-prod/${name}`,
    group,
    kind,
    namespace: 'titanium-prod',
    name,
    uid: `uid-${name}`,
    parents: [],
    managed: true,
    sync: 'Synced',
    health: 'Healthy',
    message: null,
    info: [],
    requiresPruning: false,
    createdAt: '2026-01-01T00:00:00Z',
    ...change,
  };
}

const deployment = fakeResource('Deployment', 'api-gateway', {
  health: 'Degraded',
  message: '1 of 3 pods ready',
});
const replicaSet = fakeResource('ReplicaSet', 'api-gateway-7d9f8', {
  parents: [deployment.key],
  managed: false,
  sync: null,
});
export const fakeResources = [
  deployment,
  replicaSet,
  ...[1, 2, 3].map(number =>
    fakeResource('Pod', `api-gateway-7d9f8-p${number}`, {
      parents: [replicaSet.key],
      managed: false,
      sync: null,
      health: number === 1 ? 'Healthy' : 'Degraded',
    }),
  ),
  fakeResource('Service', 'api-gateway', { health: null }),
];

export const fakeOperation: DeliveryOperationRow = {
  key: 'operation',
  kind: 'sync',
  phase: 'Succeeded',
  message: 'successfully synced (all tasks run)',
  startedAt: '2026-01-08T00:59:48Z',
  finishedAt: '2026-01-08T01:00:00Z',
  revision: COMMITS[8][0],
  dryRun: false,
  initiatedBy: 'automated',
  resources: [
    {
      kind: 'Deployment',
      namespace: 'titanium-prod',
      name: 'api-gateway',
      status: 'Synced',
      message: 'configured',
      phase: null,
    },
  ],
};

export const fakeRollout: RolloutRow = {
  key: 'uid-gateway',
  cluster: 'titanium',
  namespace: 'titanium-prod',
  kind: 'deployment',
  name: 'api-gateway-deployment',
  desired: 3,
  ready: 1,
  updated: 3,
  available: 1,
  health: 'degraded',
  message: 'Rolling out: 1 of 3 ready',
  paused: false,
  revisions: [2, 1].map(revision => ({
    revision,
    name: `api-gateway-${revision}`,
    createdAt: `2026-01-0${revision + 6}T00:59:50Z`,
    image: `registry.local/api-gateway:v1.${revision + 6}.0`,
    version: `v1.${revision + 6}.0`,
    cause: null,
    desired: revision === 2 ? 3 : 0,
    ready: revision === 2 ? 1 : 0,
    current: revision === 2,
  })),
  waiting: [{ name: 'api-gateway-7d9f8-p2', reason: 'CrashLoopBackOff' }],
};

export const LIVE: SourceStatus = {
  state: 'live',
  since: '2026-01-01T00:00:00Z',
  platform: 'Argo CD',
};

function keyed<T extends { key: string }>(rows: readonly T[]) {
  return Object.fromEntries(rows.map(row => [row.key, row]));
}

/** The view `delivery`, with whatever the test changes. */
export function fakeDelivery(
  given: {
    application?: Partial<DeliveryApplicationRow>;
    history?: DeliveryHistoryRow[];
    operation?: Partial<DeliveryOperationRow>;
    resources?: DeliveryResourceRow[];
    windows?: ViewState['collections'][string];
    status?: SourceStatus;
  } = {},
): ViewState {
  const application = { ...fakeApplication, ...given.application };
  const history = given.history ?? [
    fakeHistory(6),
    fakeHistory(7),
    fakeHistory(8, { current: true }),
  ];
  return {
    collections: {
      application: keyed([application]),
      resources: keyed(given.resources ?? fakeResources),
      history: keyed(history),
      operation: keyed([{ ...fakeOperation, ...given.operation }]),
      windows: given.windows ?? {},
    },
    status: { 'argocd:main': given.status ?? LIVE },
  };
}

/** A view of one collection of another topic. */
export function fakeRows(
  collection: string,
  rows: ({ key: string } | RunSummary)[],
): ViewState {
  return {
    collections: {
      [collection]: Object.fromEntries(
        rows.map(row => ['key' in row ? row.key : row.id, row]),
      ),
    },
    status: {
      source: { ...LIVE, platform: 'the portal' },
    },
  };
}

/** A back end whose topics the test writes, by name. Topics that nobody writes are not installed. */
export function fakeBackend(
  given: Partial<TitaniumApi> & { allowed?: boolean } = {},
) {
  const { allowed = true, ...api } = given;
  const views = new Map<string, ViewState>();
  let sequence = 0;
  let open: {
    request: StreamRequest;
    push: (m: StreamMessage) => void;
  } | null = null;

  const message = (id: string, topic: string): StreamMessage => {
    const state = views.get(topic);
    sequence += 1;
    return state
      ? { type: 'snapshot', id, cursor: `e:${sequence}`, state }
      : {
          type: 'refused',
          id,
          code: 'not-installed',
          message: 'no such topic',
        };
  };
  async function* stream(request: StreamRequest, signal: AbortSignal) {
    const queue = request.subscriptions.map(({ id, topic }) =>
      message(id, topic),
    );
    let wake = () => {};
    open = {
      request,
      push: each => {
        queue.push(each);
        wake();
      },
    };
    const woken = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });
    signal.addEventListener('abort', () => wake());
    while (!signal.aborted) {
      while (queue.length) yield queue.shift()!;
      await woken();
    }
  }
  const send = (make: (id: string, topic: string) => StreamMessage) =>
    open?.request.subscriptions.forEach(({ id, topic }) =>
      open!.push(make(id, topic)),
    );
  const unexpected = (name: string) => async () => {
    throw new Error(`Unexpected call of ${name}`);
  };
  return {
    api: {
      stream,
      checkActions: jest.fn(async (items: ActionCheckRequest[]) =>
        items.map(({ action }) => ({
          decision: allowed
            ? { allowed, code: 'ok' as const, reason: '' }
            : {
                allowed,
                code: 'not-owner' as const,
                reason: 'Only core-team may do this.',
              },
          command: `command of ${action}`,
          title: action,
          risk: 'medium' as const,
          undoable: true,
        })),
      ),
      read: jest.fn(unexpected('read')),
      run: jest.fn(unexpected('run')),
      runEvents: jest.fn(unexpected('runEvents')),
      createPlan: jest.fn(unexpected('createPlan')),
      startRun: jest.fn(unexpected('startRun')),
      ...api,
    } as unknown as jest.Mocked<TitaniumApi>,
    /** What a topic shows from now on. */
    show(topic: string, view: ViewState) {
      views.set(topic, view);
      send((id, each) =>
        each === topic
          ? message(id, each)
          : { type: 'heartbeat', time: new Date().toISOString() },
      );
    },
    /** How the platform of a topic is from now on; its rows stay. */
    say(topic: string, source: string, status: SourceStatus) {
      sequence += 1;
      send((id, each) =>
        each === topic
          ? {
              type: 'delta',
              id,
              cursor: `e:${sequence}`,
              status: { [source]: status },
            }
          : { type: 'heartbeat', time: new Date().toISOString() },
      );
    },
    refuse(topic: string, code: 'forbidden' | 'missing-annotation' | 'failed') {
      send((id, each) =>
        each === topic
          ? { type: 'refused', id, code, message: 'said by the server' }
          : { type: 'heartbeat', time: new Date().toISOString() },
      );
    },
  };
}
