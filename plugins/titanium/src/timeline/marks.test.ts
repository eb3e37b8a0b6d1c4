import {
  AlertRow,
  DeliveryHistoryRow,
  DeliveryOperationRow,
  RolloutRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { alertMarks, firingSpans } from './model/alerts';
import { deploymentMarks, operationMarks } from './model/delivery';
import { marksInRange } from './model/range';
import { rolloutMarks } from './model/rollouts';
import { Mark, MarkWords } from './types';

const words: MarkWords = {
  deployed: (revision, id) => `deployed ${revision} ${id}`,
  rollout: (name, version) => `rollout ${name} ${version}`,
  operation: kind => kind,
  phase: phase => phase,
  alert: state => state,
  by: who => `by ${who}`,
  runTitle: run => run.title,
  runSentence: run => run.sentence,
  runState: state => state,
};

const at = (minute: number) => new Date(minute * 60_000).toISOString();

function deployment(change: Partial<DeliveryHistoryRow> = {}) {
  return {
    key: '000008',
    id: 8,
    revisions: [
      {
        id: '8f3c1d2aa0b1c2d3e4f5061728394a5b6c7d8e9f',
        author: 'Kim',
        date: at(1),
        message: 'bump user-service to 1.4.0\n\nlonger',
        error: null,
        url: null,
      },
    ],
    sources: [],
    deployedAt: at(10),
    deployStartedAt: at(9),
    initiatedBy: 'automated',
    current: true,
    images: ['user-service:1.4.0'],
    ...change,
  } satisfies DeliveryHistoryRow;
}

function rollout(createdAt: string, image: string): RolloutRow {
  return {
    key: 'w',
    cluster: 'titanium',
    namespace: 'titanium-prod',
    kind: 'deployment',
    name: 'user',
    desired: 3,
    ready: 1,
    updated: 3,
    available: 1,
    health: 'degraded',
    message: '1 of 3 ready',
    paused: false,
    waiting: [],
    revisions: [
      {
        revision: 4,
        name: 'user-4',
        createdAt,
        image,
        version: '1.4.0',
        cause: null,
        desired: 3,
        ready: 1,
        current: true,
      },
    ],
  };
}

describe('marks', () => {
  it('tells a deployment by its commit', () => {
    expect(
      deploymentMarks([deployment()], words, id => `/d?history=${id}`),
    ).toEqual([
      expect.objectContaining({
        time: 600_000,
        label: 'deployed 8f3c1d2 8',
        detail: 'bump user-service to 1.4.0 · by Kim',
        href: '/d?history=8',
      }),
    ]);
  });

  it('tells a rollout once when a deployment explains it', () => {
    const of = (row: RolloutRow) =>
      rolloutMarks([row], [deployment()], words, '/d').map(
        ({ label }) => label,
      );
    expect(of(rollout(at(9.5), 'user-service:1.4.0'))).toEqual([]);
    expect(of(rollout(at(9.5), 'user-service:1.5.0'))).toHaveLength(1);
    expect(of(rollout(at(30), 'user-service:1.4.0'))).toHaveLength(1);
  });

  it('tells an operation unless the history has its success', () => {
    const operation: DeliveryOperationRow = {
      key: 'operation',
      kind: 'sync',
      phase: 'Succeeded',
      message: null,
      startedAt: at(9),
      finishedAt: at(10),
      revision: null,
      dryRun: false,
      initiatedBy: null,
      resources: [],
    };
    const of = (change: Partial<DeliveryOperationRow>) =>
      operationMarks(
        { ...operation, ...change },
        [deployment()],
        words,
        '/d',
      ).map(({ state }) => state);
    expect(of({})).toEqual([]);
    expect(of({ phase: 'Failed' })).toEqual(['failed']);
    expect(of({ phase: 'Running', finishedAt: null })).toEqual(['progressing']);
    expect(of({ startedAt: at(40), finishedAt: at(41) })).toEqual(['healthy']);
  });

  it('tells a firing alert once, and those of the past apart', () => {
    const minute = (n: number): [number, number] => [n * 60_000, 1];
    expect(firingSpans([minute(1), minute(2), minute(9)], 60_000)).toEqual([
      { from: 60_000, to: 120_000 },
      { from: 540_000, to: 540_000 },
    ]);
    const alert = {
      key: 'f1',
      name: 'HighErrorRate',
      state: 'firing',
      severity: 'critical',
      labels: { service: 'user', severity: 'critical' },
      firingAt: at(20),
      summary: 'errors',
    } as unknown as AlertRow;
    const marks = alertMarks(
      [alert],
      {
        type: 'series',
        series: [
          {
            name: 'HighErrorRate',
            labels: {
              alertname: 'HighErrorRate',
              service: 'user',
              severity: 'critical',
            },
            points: [1, 2, 3, 20, 21, 22].map(minute),
          },
        ],
      },
      words,
      '/metrics',
    );
    expect(marks.map(({ time, until, word }) => [time, until, word])).toEqual([
      [1_200_000, undefined, 'firing'],
      [60_000, 180_000, 'ended'],
    ]);
  });

  it('orders, and keeps what reaches into a range', () => {
    const mark = (key: string, time: number, until?: number) =>
      ({ key, time, until } as Mark);
    const marks = [
      mark('c', 30),
      mark('a', 5, 12),
      mark('b', 20),
      mark('x', 2),
    ];
    expect(
      marksInRange(marks, { from: 10, to: 25 }).map(({ key }) => key),
    ).toEqual(['a', 'b']);
    expect(marksInRange(marks, { last: 3600 })).toHaveLength(4);
  });
});
