import { humanDuration } from './duration';
import { jsonPath } from './jsonPath';
import { columnsOf } from './columns';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

describe('humanDuration', () => {
  it.each([
    [-5 * SECOND, '<invalid>'],
    [0, '0s'],
    [119 * SECOND, '119s'],
    [120 * SECOND, '2m'],
    [150 * SECOND, '2m30s'],
    [599 * SECOND, '9m59s'],
    [179 * 60 * SECOND, '179m'],
    [3 * HOUR, '3h'],
    [7.5 * HOUR, '7h30m'],
    [47 * HOUR, '47h'],
    [50 * HOUR, '2d2h'],
    [30 * DAY, '30d'],
    [800 * DAY, '2y70d'],
    [4000 * DAY, '10y'],
  ])('shows %d ms as %s', (milliseconds, text) => {
    expect(humanDuration(milliseconds)).toBe(text);
  });
});

describe('jsonPath', () => {
  const object = {
    spec: { hosts: ['a', 'b'], 'odd.name': 1 },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  };

  it.each([
    ['.spec.hosts', [['a', 'b']]],
    ['.spec.hosts[1]', ['b']],
    ['.spec.hosts[*]', ['a', 'b']],
    [".spec['odd.name']", [1]],
    [".status.conditions[?(@.type == 'Ready')].status", ['True']],
    ['.status.conditions[?(@.type=="Other")].status', []],
    ['.nope.deeper', []],
    ['.spec..hosts', []],
    ['.constructor', []],
  ])('reads %s', (path, expected) => {
    expect(jsonPath(path)(object)).toEqual(expected);
  });
});

describe('pod columns', () => {
  const now = Date.UTC(2026, 0, 1, 12);
  const read = (pod: object) => {
    const object: any = {
      metadata: { name: 'p', creationTimestamp: '2026-01-01T11:00:00Z' },
      spec: { containers: [{ name: 'a' }, { name: 'b' }] },
      ...pod,
    };
    return columnsOf('Pod')
      .slice(1, 5)
      .map(column => column.cell(object, now));
  };
  const status = (containerStatuses: object[], more: object = {}) => ({
    status: { phase: 'Running', containerStatuses, ...more },
  });
  const running = { ready: true, restartCount: 0, state: { running: {} } };

  it('counts ready containers', () => {
    expect(read(status([running, { ...running, ready: false }]))).toEqual([
      '1/2',
      'Running',
      '0',
      '60m',
    ]);
  });

  it('shows why a container waits, and when it restarted', () => {
    const crashed = {
      ready: false,
      restartCount: 3,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { finishedAt: '2026-01-01T11:59:30Z' } },
    };
    expect(read(status([running, crashed])).slice(0, 3)).toEqual([
      '1/2',
      'CrashLoopBackOff',
      '3 (30s ago)',
    ]);
  });

  it('shows how far initialisation is', () => {
    const init = (state: object) =>
      read({
        spec: {
          containers: [{ name: 'a' }],
          initContainers: [{ name: 'i' }, { name: 'j' }],
        },
        ...status([], {
          phase: 'Pending',
          initContainerStatuses: [{ state }],
        }),
      })[1];
    expect(init({ running: {} })).toBe('Init:0/2');
    expect(init({ waiting: { reason: 'ErrImagePull' } })).toBe(
      'Init:ErrImagePull',
    );
    expect(init({ terminated: { exitCode: 2 } })).toBe('Init:ExitCode:2');
  });

  it('shows ends and errors', () => {
    const ended = (terminated: object) => ({
      ready: false,
      state: { terminated },
    });
    expect(read(status([ended({ exitCode: 1 })]))[1]).toBe('ExitCode:1');
    expect(read(status([ended({ signal: 9, exitCode: 137 })]))[1]).toBe(
      'Signal:9',
    );
    expect(
      read(status([ended({ reason: 'OOMKilled', exitCode: 137 })]))[1],
    ).toBe('OOMKilled');
    expect(
      read(status([running, ended({ reason: 'Completed', exitCode: 0 })]))[1],
    ).toBe('NotReady');
    expect(
      read({
        metadata: { name: 'p', deletionTimestamp: '2026-01-01T12:00:00Z' },
        ...status([running]),
      })[1],
    ).toBe('Terminating');
    expect(read({ status: { phase: 'Failed', reason: 'Evicted' } })[1]).toBe(
      'Evicted',
    );
  });
});
