import type { V1Pod } from '@kubernetes/client-node';
import { podRow } from './podRow';
import { podStatus } from './podStatus';

const running = { running: { startedAt: '2026-01-01T00:00:00Z' } };
const waiting = (reason: string, message?: string) => ({
  waiting: { reason, message },
});
const terminated = (
  exitCode: number,
  reason?: string,
  finishedAt = '2026-01-01T00:00:00Z',
  signal?: number,
) => ({ terminated: { exitCode, reason, finishedAt, signal } });

interface Container {
  state?: object;
  ready?: boolean;
  restarts?: number;
  last?: object;
  started?: boolean;
  sidecar?: boolean;
}

function pod(
  containers: Container[],
  options: {
    init?: Container[];
    phase?: string;
    reason?: string;
    deleted?: boolean;
    conditions?: object[];
    message?: string;
  } = {},
): V1Pod {
  const names = (prefix: string, items: Container[]) =>
    items.map((item, at) => ({
      name: `${prefix}${at}`,
      image: `registry:5000/app:v${at}`,
      ...(item.sidecar && { restartPolicy: 'Always' }),
    }));
  const statuses = (prefix: string, items: Container[]) =>
    items.map((item, at) => ({
      name: `${prefix}${at}`,
      ready: item.ready ?? false,
      started: item.started,
      restartCount: item.restarts ?? 0,
      state: item.state,
      lastState: item.last,
    }));
  const init = options.init ?? [];
  return {
    metadata: {
      name: 'p',
      namespace: 'ns',
      uid: 'u',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...(options.deleted && { deletionTimestamp: '2026-01-01T00:01:00Z' }),
    },
    spec: {
      containers: names('c', containers),
      initContainers: names('i', init),
    },
    status: {
      phase: options.phase ?? 'Running',
      reason: options.reason,
      message: options.message,
      conditions: options.conditions,
      containerStatuses: statuses('c', containers),
      initContainerStatuses: statuses('i', init),
    },
  } as unknown as V1Pod;
}

const up: Container = { state: running, ready: true };
const initialized = [{ type: 'Initialized', status: 'True' }];

describe('podStatus, against what kubectl prints', () => {
  it.each<[string, V1Pod, string, string, number]>([
    ['running', pod([up, up]), 'Running', '2/2', 0],
    ['not ready', pod([{ state: running }, up]), 'Running', '1/2', 0],
    ['pending', pod([{}], { phase: 'Pending' }), 'Pending', '0/1', 0],
    [
      'gated',
      pod([{}], {
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' },
        ],
      }),
      'SchedulingGated',
      '0/1',
      0,
    ],
    [
      'creating',
      pod([{ state: waiting('ContainerCreating') }], { phase: 'Pending' }),
      'ContainerCreating',
      '0/1',
      0,
    ],
    [
      'crash loop',
      pod([
        {
          state: waiting('CrashLoopBackOff'),
          restarts: 6,
          last: terminated(1, 'Error'),
        },
        up,
      ]),
      'CrashLoopBackOff',
      '1/2',
      6,
    ],
    [
      'image',
      pod([{ state: waiting('ImagePullBackOff') }], { phase: 'Pending' }),
      'ImagePullBackOff',
      '0/1',
      0,
    ],
    [
      'out of memory',
      pod([{ state: terminated(137, 'OOMKilled'), restarts: 2 }]),
      'OOMKilled',
      '0/1',
      2,
    ],
    [
      'exit code without reason',
      pod([{ state: terminated(3) }]),
      'ExitCode:3',
      '0/1',
      0,
    ],
    [
      'signal without reason',
      pod([{ state: terminated(0, undefined, undefined, 9) }]),
      'Signal:9',
      '0/1',
      0,
    ],
    [
      'completed',
      pod([{ state: terminated(0, 'Completed') }], { phase: 'Succeeded' }),
      'Completed',
      '0/1',
      0,
    ],
    [
      'one of two completed, ready',
      pod([{ state: terminated(0, 'Completed') }, up], {
        conditions: [{ type: 'Ready', status: 'True' }],
      }),
      'Running',
      '1/2',
      0,
    ],
    [
      'one of two completed, not ready',
      pod([{ state: terminated(0, 'Completed') }, up]),
      'NotReady',
      '1/2',
      0,
    ],
    [
      'init running',
      pod([{ state: waiting('PodInitializing') }], {
        phase: 'Pending',
        init: [{ state: terminated(0, 'Completed') }, { state: running }],
      }),
      'Init:1/2',
      '0/1',
      0,
    ],
    [
      'init failing',
      pod([{}], {
        phase: 'Pending',
        init: [{ state: waiting('CrashLoopBackOff'), restarts: 4 }],
      }),
      'Init:CrashLoopBackOff',
      '0/1',
      4,
    ],
    [
      'init exit code',
      pod([{}], { phase: 'Pending', init: [{ state: terminated(2) }] }),
      'Init:ExitCode:2',
      '0/1',
      0,
    ],
    [
      'init reason',
      pod([{}], {
        phase: 'Pending',
        init: [{ state: terminated(1, 'Error') }],
      }),
      'Init:Error',
      '0/1',
      0,
    ],
    [
      'sidecar up',
      pod([up], {
        conditions: initialized,
        init: [
          {
            state: running,
            ready: true,
            started: true,
            sidecar: true,
            restarts: 1,
          },
        ],
      }),
      'Running',
      '2/2',
      1,
    ],
    ['terminating', pod([up], { deleted: true }), 'Terminating', '1/1', 0],
    [
      'lost',
      pod([up], { deleted: true, reason: 'NodeLost' }),
      'Unknown',
      '1/1',
      0,
    ],
    [
      'evicted',
      pod([], { phase: 'Failed', reason: 'Evicted' }),
      'Evicted',
      '0/0',
      0,
    ],
    [
      'deleted after it ended',
      pod([{ state: terminated(0, 'Completed') }], {
        phase: 'Succeeded',
        deleted: true,
      }),
      'Completed',
      '0/1',
      0,
    ],
  ])('%s', (_, object, status, ready, restarts) => {
    const found = podStatus(object);
    expect(found.status).toBe(status);
    expect(`${found.ready}/${found.total}`).toBe(ready);
    expect(found.restarts).toBe(restarts);
  });
});

describe('podRow', () => {
  const row = (object: V1Pod) =>
    podRow(object, { cluster: 'one', workload: null });

  it.each<[string, V1Pod, string, string | null]>([
    ['healthy', pod([up]), 'healthy', null],
    ['not ready', pod([{ state: running }]), 'degraded', null],
    [
      'image pull',
      pod([{ state: waiting('ImagePullBackOff', 'Back-off pulling') }], {
        phase: 'Pending',
      }),
      'failed',
      'Back-off pulling',
    ],
    [
      'unschedulable',
      pod([{}], {
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            message: '0/3 nodes are available',
          },
        ],
      }),
      'degraded',
      '0/3 nodes are available',
    ],
    [
      'creating',
      pod([{ state: waiting('ContainerCreating') }], { phase: 'Pending' }),
      'progressing',
      null,
    ],
    ['terminating', pod([up], { deleted: true }), 'progressing', null],
    [
      'evicted',
      pod([], {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'low on memory, password=abcdefgh',
      }),
      'failed',
      'low on memory, password=••••••',
    ],
  ])('judges %s', (_, object, health, message) => {
    expect(row(object)).toMatchObject({ health, message });
  });

  it('tells when, why and where the last restart was', () => {
    const found = row(
      pod([
        up,
        {
          ...up,
          restarts: 3,
          last: terminated(137, 'OOMKilled', '2026-01-02T00:00:00Z'),
        },
      ]),
    );
    expect(found.lastRestart).toEqual({
      at: '2026-01-02T00:00:00Z',
      reason: 'OOMKilled',
      container: 'c1',
    });
    expect(found.containers[1]).toMatchObject({
      state: 'Running',
      lastTermination: { reason: 'OOMKilled', exitCode: 137 },
      image: 'registry:5000/app',
      version: 'v1',
    });
  });

  it('names the container people mean', () => {
    const meshed = pod([up, up]);
    meshed.spec!.containers[0].name = 'istio-proxy';
    expect(row(meshed).mainContainer).toBe('c1');
    meshed.metadata!.annotations = {
      'kubectl.kubernetes.io/default-container': 'istio-proxy',
    };
    expect(row(meshed).mainContainer).toBe('istio-proxy');
  });

  it('sums requests, or says that one has none', () => {
    const object = pod([up, up]);
    const [first, second] = object.spec!.containers;
    first.resources = { requests: { cpu: '100m', memory: '64Mi' } };
    second.resources = { requests: { cpu: '0.5' } };
    expect(row(object).requests).toEqual({ cpu: 600, memory: null });
  });

  it('is equal for equal pods: nothing in it changes by itself', () => {
    expect(row(pod([up]))).toEqual(row(pod([up])));
  });
});
