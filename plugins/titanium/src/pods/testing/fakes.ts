import {
  ContainerRow,
  PodRow,
  StreamMessage,
  StreamRequest,
  ViewState,
  WorkloadRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionCheckRequest,
  TitaniumApi,
} from '@titanium-portal/backstage-plugin-titanium-react';

const CONTAINER: ContainerRow = {
  name: 'api',
  init: false,
  image: 'registry.local/api-gateway:v1.2.3',
  version: 'v1.2.3',
  ready: true,
  state: 'Running',
  health: 'healthy',
  since: '2026-01-01T00:00:00Z',
  restarts: 0,
  lastTermination: null,
  requests: { cpu: 100, memory: 128 * 1024 * 1024 },
  limits: { cpu: 500, memory: 256 * 1024 * 1024 },
  message: null,
};

/** A healthy pod, with whatever the test changes. */
export function fakePod(index: number, change: Partial<PodRow> = {}): PodRow {
  const number = String(index).padStart(5, '0');
  return {
    key: `uid-${number}`,
    cluster: 'titanium',
    namespace: 'titanium-prod',
    name: `prod-api-gateway-deployment-7d9f8c6b5-p${number}`,
    workload: 'uid-gateway',
    readyContainers: 2,
    totalContainers: 2,
    status: 'Running',
    health: 'healthy',
    message: null,
    restarts: 0,
    lastRestart: null,
    createdAt: '2026-01-01T00:00:00Z',
    node: 'node-1',
    ip: `10.0.${index >> 8}.${index & 255}`,
    containers: [CONTAINER, { ...CONTAINER, name: 'istio-proxy' }],
    requests: CONTAINER.requests,
    limits: CONTAINER.limits,
    mainContainer: 'api',
    image: 'registry.local/api-gateway',
    version: 'v1.2.3',
    ...change,
  };
}

export const fakeWorkload: WorkloadRow = {
  key: 'uid-gateway',
  cluster: 'titanium',
  namespace: 'titanium-prod',
  kind: 'deployment',
  name: 'prod-api-gateway-deployment',
  desired: 3,
  ready: 3,
  updated: 3,
  available: 3,
  health: 'healthy',
  message: '3 of 3 ready',
  paused: false,
  revision: '4',
  version: 'v1.2.3',
  hpa: {
    name: 'gateway',
    min: 2,
    max: 5,
    current: 3,
    cpuPercent: 41,
    cpuTarget: 70,
  },
};

export const LIVE: ViewState['status'] = {
  'kubernetes:titanium': {
    state: 'live',
    since: '2026-01-01T00:00:00Z',
    platform: 'Kubernetes cluster titanium',
  },
};

/** The whole view of so many pods. */
export function fakeView(pods: readonly PodRow[]): ViewState {
  return {
    collections: {
      pods: Object.fromEntries(pods.map(pod => [pod.key, pod])),
      workloads: { [fakeWorkload.key]: fakeWorkload },
      usage: Object.fromEntries(
        pods.map(pod => [pod.key, { cpu: 41, memory: 180 * 1024 * 1024 }]),
      ),
    },
    status: LIVE,
  };
}

/** A back end whose stream the test writes: messages name the topic, the fake finds its id. */
export function fakeBackend(
  options: {
    allowed?: boolean;
    reads?: Record<string, Awaited<ReturnType<TitaniumApi['read']>>['result']>;
  } = {},
) {
  const { allowed = true, reads = {} } = options;
  let request: StreamRequest | undefined;
  let push: (message: StreamMessage) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const waiting: ((id: string) => StreamMessage)[] = [];

  async function* stream(asked: StreamRequest, signal: AbortSignal) {
    request = asked;
    const queue: StreamMessage[] = [];
    let wake = () => {};
    const woken = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });
    let error: Error | undefined;
    push = message => {
      queue.push(message);
      wake();
    };
    fail = reason => {
      error = reason;
      wake();
    };
    signal.addEventListener('abort', () => wake());
    const id = asked.subscriptions[0].id;
    waiting.splice(0).forEach(make => queue.push(make(id)));
    while (!signal.aborted) {
      while (queue.length) yield queue.shift()!;
      if (error) throw error;
      await woken();
    }
  }
  const api = {
    stream,
    checkActions: async (items: ActionCheckRequest[]) =>
      items.map(({ action, input }) => ({
        decision: allowed
          ? { allowed, code: 'ok' as const, reason: '' }
          : {
              allowed,
              code: 'not-owner' as const,
              reason: 'Only core-team may do this.',
            },
        command: `kubectl ${action} ${input.name}`,
        title: action,
        risk: 'low' as const,
        undoable: true,
      })),
    read: async ({ action }: { action?: { id: string } }) => {
      const result = reads[action?.id ?? ''];
      if (!result) throw new Error('the cluster does not answer');
      return {
        result,
        action: action!.id,
        input: {},
        command: 'kubectl get pod',
        target: {
          cluster: null,
          namespace: null,
          kind: null,
          name: null,
          selector: null,
          allNamespaces: false,
        },
        defaults: {},
        at: new Date().toISOString(),
      };
    },
  } as unknown as TitaniumApi;

  return {
    api,
    /** Sends to the first topic asked for, at once or when it is asked for. */
    send(make: (id: string) => StreamMessage) {
      const id = request?.subscriptions[0].id;
      if (id) push(make(id));
      else waiting.push(make);
    },
    fail: (error: Error) => fail(error),
    request: () => request,
  };
}
