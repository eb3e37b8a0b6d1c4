import fc from 'fast-check';
import { MemoryStore } from './store';
import { KubeObject, StoreEvent } from './types';

const PODS = { group: '', resource: 'pods' };
const DEPLOYMENTS = { group: 'apps', resource: 'deployments' };

function createStore(historyLimit?: number) {
  let serial = 0;
  const random = {
    uuid: () => `uid-${(serial += 1)}`,
    suffix: (length: number) => String((serial += 1)).padStart(length, 'x'),
  };
  const clock = { now: () => Date.UTC(2026, 0, 1) };
  return new MemoryStore({ clock, random, historyLimit });
}

function pod(name: string, extra: Partial<KubeObject> = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'prod' },
    spec: { containers: [{ name: 'app', image: 'app:1' }] },
    ...extra,
  };
}

describe('MemoryStore', () => {
  it('gives a created object its identity', () => {
    const store = createStore();
    const created = store.create(PODS, pod('a'));
    expect(created.metadata).toEqual({
      name: 'a',
      namespace: 'prod',
      uid: 'uid-1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      generation: 1,
      resourceVersion: String(store.resourceVersion),
    });
    expect(store.get(PODS, 'prod', 'a')).toBe(created);
    expect(() => store.create(PODS, pod('a'))).toThrow(
      'pods "a" already exists',
    );
  });

  it('makes names from generateName', () => {
    const store = createStore();
    const created = store.create(PODS, {
      ...pod(''),
      metadata: { name: '', generateName: 'web-', namespace: 'prod' },
    });
    expect(created.metadata.name).toMatch(/^web-x{4}\d$/);
  });

  it('freezes what it hands out', () => {
    const store = createStore();
    const created = store.create(PODS, pod('a'));
    expect(() => {
      created.spec.containers[0].image = 'other';
    }).toThrow(TypeError);
  });

  it('raises generation for the specification only, and ignores equal objects', () => {
    const store = createStore();
    const first = store.create(PODS, pod('a'));
    const labelled = store.update(PODS, {
      ...first,
      metadata: { ...first.metadata, labels: { app: 'x' } },
      status: { phase: 'Running' },
    });
    expect(labelled.metadata.generation).toBe(1);
    const { metadata } = labelled;
    const changed = store.update(PODS, {
      ...labelled,
      spec: { containers: [] },
    });
    expect(changed.metadata.generation).toBe(2);
    const version = store.resourceVersion;
    expect(
      store.update(PODS, { ...changed, metadata: { ...changed.metadata } }),
    ).toBe(changed);
    expect(store.resourceVersion).toBe(version);
    expect(() => store.update(PODS, { ...labelled, metadata })).toThrow(
      'Operation cannot be fulfilled on pods "a": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it('names the group of what is missing', () => {
    const store = createStore();
    expect(() => store.delete(DEPLOYMENTS, 'prod', 'a')).toThrow(
      'deployments.apps "a" not found',
    );
  });

  it('lists in the order of etcd keys', () => {
    const store = createStore();
    for (const [namespace, name] of [
      ['a', 'z'],
      ['a-b', 'y'],
      ['a', 'b'],
    ]) {
      store.create(PODS, { ...pod(name), metadata: { name, namespace } });
    }
    expect(
      store.list(PODS).map(o => `${o.metadata.namespace}/${o.metadata.name}`),
    ).toEqual(['a-b/y', 'a/b', 'a/z']);
    expect(store.list(PODS, 'a').map(o => o.metadata.name)).toEqual(['b', 'z']);
    expect(store.list(PODS, 'none')).toEqual([]);
  });

  it('replays what a watcher missed and then follows', () => {
    const store = createStore();
    const first = store.create(PODS, pod('a'));
    store.update(PODS, { ...first, status: { phase: 'Running' } });
    const events: StoreEvent[] = [];
    const stop = store.watch(
      PODS,
      { since: Number(first.metadata.resourceVersion) },
      event => events.push(event),
    );
    store.delete(PODS, 'prod', 'a');
    stop();
    store.create(PODS, pod('b'));
    expect(events.map(event => event.type)).toEqual(['MODIFIED', 'DELETED']);
    expect(events[0].previous).toBe(first);
    expect(events[1].object.metadata.resourceVersion).toBe(
      String(events[1].resourceVersion),
    );
  });

  it('keeps the order of changes when a listener writes', () => {
    const store = createStore();
    store.watch(PODS, {}, event => {
      if (event.type === 'ADDED') {
        store.update(PODS, { ...event.object, status: { phase: 'Running' } });
      }
    });
    const seen: string[] = [];
    store.watch(PODS, {}, event => seen.push(event.type));
    store.create(PODS, pod('a'));
    expect(seen).toEqual(['ADDED', 'MODIFIED']);
  });

  it('expires the oldest history, and all of it on demand', () => {
    const store = createStore(4);
    const first = store.create(PODS, pod('p-0'));
    const since = Number(first.metadata.resourceVersion);
    for (let index = 1; index < 10; index += 1) {
      store.create(PODS, pod(`p-${index}`));
    }
    expect(() => store.watch(PODS, { since }, () => {})).toThrow(
      'too old resource version',
    );
    const expired = jest.fn();
    store.onHistoryExpired(expired);
    const before = store.resourceVersion - 1;
    store.expireHistory();
    expect(expired).toHaveBeenCalledTimes(1);
    expect(() => store.watch(PODS, { since: before }, () => {})).toThrow(
      'too old resource version',
    );
    store.watch(PODS, { since: store.resourceVersion }, () => {})();
    // A collection first touched later has no older history either.
    expect(() => store.watch(DEPLOYMENTS, { since: before }, () => {})).toThrow(
      'too old resource version',
    );
  });

  it('survives a dump and load, without its history', () => {
    const store = createStore();
    const created = store.create(PODS, pod('a'));
    const other = createStore();
    other.load(JSON.parse(JSON.stringify(store.dump())));
    expect(other.get(PODS, 'prod', 'a')).toEqual(created);
    expect(other.resourceVersion).toBe(store.resourceVersion);
    expect(() => other.watch(PODS, { since: 1 }, () => {})).toThrow(
      'too old resource version',
    );
  });

  it('lets a watcher rebuild the collection from its events', () => {
    const change = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      namespace: fc.constantFrom('x', 'y'),
      remove: fc.boolean(),
      phase: fc.constantFrom('Pending', 'Running'),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), changes => {
        const store = createStore();
        const copy = new Map<string, KubeObject>();
        store.watch(PODS, { since: store.resourceVersion }, event => {
          const { namespace, name } = event.object.metadata;
          if (event.type === 'DELETED') {
            copy.delete(`${namespace}/${name}`);
          } else {
            copy.set(`${namespace}/${name}`, event.object);
          }
        });
        for (const { name, namespace, remove, phase } of changes) {
          const current = store.get(PODS, namespace, name);
          if (!current) {
            store.create(PODS, {
              ...pod(name),
              metadata: { name, namespace },
            });
          } else if (remove) {
            store.delete(PODS, namespace, name);
          } else {
            store.update(PODS, { ...current, status: { phase } });
          }
        }
        const listed = store.list(PODS);
        expect([...copy.keys()].sort()).toEqual(
          listed.map(o => `${o.metadata.namespace}/${o.metadata.name}`).sort(),
        );
        for (const object of listed) {
          expect(
            copy.get(`${object.metadata.namespace}/${object.metadata.name}`),
          ).toBe(object);
        }
      }),
    );
  });

  it('stays fast with ten thousand pods', () => {
    const store = createStore();
    for (let index = 0; index < 10_000; index += 1) {
      const namespace = `ns-${index % 100}`;
      const name = `pod-${index}`;
      store.create(PODS, { ...pod(name), metadata: { name, namespace } });
    }
    const started = performance.now();
    for (let index = 0; index < 1_000; index += 1) {
      const current = store.get(PODS, `ns-${index % 100}`, `pod-${index}`)!;
      store.update(PODS, { ...current, status: { phase: `p${index}` } });
      store.list(PODS, `ns-${index % 100}`);
    }
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(store.list(PODS)).toHaveLength(10_000);
  });
});
