import { StreamMessage } from '@titanium-portal/backstage-plugin-titanium-common';
import { StreamStore } from './StreamStore';
import { scriptedStream } from './testing';

const pods = { topic: 'pods', entityRef: 'component:default/a', params: {} };
const runs = { topic: 'runs', entityRef: null };

const snapshot = (id: string, cursor: string): StreamMessage => ({
  type: 'snapshot',
  id,
  cursor,
  state: {
    collections: { pods: { u1: { name: 'a' }, u2: { name: 'b' } } },
    status: {},
  },
});

function start() {
  const script = scriptedStream();
  const store = new StreamStore(script.connect, script.environment);
  return { ...script, store };
}

describe('StreamStore', () => {
  it('asks for several topics with one request and shares equal ones', async () => {
    const { store, settle, requests } = start();
    store.open(pods, () => {});
    store.open({ ...pods }, () => {});
    store.open(runs, () => {});
    await settle();
    expect(requests).toHaveLength(1);
    expect(requests[0].subscriptions.map(s => s.topic)).toEqual([
      'pods',
      'runs',
    ]);
    store.close();
  });

  it('keeps the identity of rows that did not change', async () => {
    const { store, settle, send } = start();
    store.open(pods, () => {});
    await settle();
    await send(snapshot('s1', 'e:1'));
    const before = store.view(pods).collections.pods;
    await send({
      type: 'delta',
      id: 's1',
      cursor: 'e:2',
      collections: { pods: { patch: { u1: { name: 'c' } } } },
    });
    const after = store.view(pods).collections.pods;
    expect(after.u1).toEqual({ name: 'c' });
    expect(after.u2).toBe(before.u2);
    store.close();
  });

  it('posts again with cursors when another topic is looked at', async () => {
    const { store, settle, send, requests, aborted } = start();
    store.open(pods, () => {});
    await settle();
    await send(snapshot('s1', 'e:1'));
    const leave = store.open(runs, () => {});
    await settle();
    expect(aborted()).toBe(1);
    expect(requests[1].subscriptions).toEqual([
      { id: 's1', ...pods, cursor: 'e:1' },
      { id: 's2', ...runs },
    ]);
    leave();
    await settle();
    expect(requests[2].subscriptions).toEqual([
      { id: 's1', ...pods, cursor: 'e:1' },
    ]);
    store.close();
  });

  it('lets go while the tab is hidden and goes on from the cursor', async () => {
    const { store, settle, send, show, requests, aborted } = start();
    store.open(pods, () => {});
    await settle();
    await send(snapshot('s1', 'e:7'));
    await show(false);
    expect(aborted()).toBe(1);
    expect(store.connection().state).toBe('paused');
    expect(store.view(pods).ready).toBe(true);
    await show(true);
    expect(requests[1].subscriptions[0].cursor).toBe('e:7');
    store.close();
  });

  it('comes back after a loss, waiting longer each time, and keeps what it has', async () => {
    const { store, settle, send, fail, advance, requests, now } = start();
    store.open(pods, () => {});
    await settle();
    await send(snapshot('s1', 'e:1'));
    const good = now();
    await fail(new Error('socket hang up'));
    expect(store.connection()).toMatchObject({
      state: 'reconnecting',
      since: good,
      reason: 'socket hang up',
    });
    expect(store.view(pods).collections.pods.u1).toEqual({ name: 'a' });
    const pauses: number[] = [];
    for (let i = 0; i < 3; i++) {
      const pause = store.connection().retryAt! - now();
      pauses.push(pause);
      await advance(pause);
      expect(requests).toHaveLength(i + 2);
      await fail(new Error('refused'));
    }
    expect(pauses).toEqual([375, 750, 1500]);
    store.close();
  });

  it('opens at once with a fresh token when the old one expired, but not in a loop', async () => {
    const { store, settle, send, advance, requests } = start();
    store.open(pods, () => {});
    await settle();
    await send(snapshot('s1', 'e:1'));
    await send({ type: 'end', reason: 'expired' });
    await advance(0);
    expect(requests).toHaveLength(2);
    expect(store.connection().state).toBe('live');
    await send({ type: 'end', reason: 'expired' });
    expect(store.connection().retryAt).toBeGreaterThan(0);
    await advance(0);
    expect(requests).toHaveLength(2);
    store.close();
  });

  it('says signed out after two 401 in a row, keeps data, and tries no more by itself', async () => {
    const { store, settle, send, fail, advance, requests } = start();
    store.open(pods, () => {});
    await settle();
    await send(snapshot('s1', 'e:1'));
    const unauthorized = Object.assign(new Error('Missing credentials'), {
      status: 401,
    });
    await fail(unauthorized);
    await advance(1_000);
    await fail(unauthorized);
    expect(store.connection().state).toBe('signed-out');
    await advance(600_000);
    expect(requests).toHaveLength(2);
    expect(store.view(pods).ready).toBe(true);
    store.retry();
    await settle();
    expect(requests).toHaveLength(3);
    store.close();
  });

  it('gives up a connection that has gone silent', async () => {
    const { store, settle, send, advance, requests } = start();
    store.open(pods, () => {});
    await settle();
    await send(snapshot('s1', 'e:1'));
    await advance(44_000);
    await send({ type: 'heartbeat', time: '' });
    await advance(44_000);
    expect(store.connection().state).toBe('live');
    await advance(2_000);
    expect(store.connection()).toMatchObject({
      state: 'reconnecting',
      reason: 'The server has gone silent',
    });
    await advance(1_000);
    expect(requests).toHaveLength(2);
    store.close();
  });

  it('leaves a refused topic alone and goes on with the others', async () => {
    const { store, settle, send, fail, advance, requests } = start();
    store.open(pods, () => {});
    store.open(runs, () => {});
    await settle();
    await send({ type: 'refused', id: 's1', code: 'forbidden', message: 'No' });
    await settle();
    expect(requests).toHaveLength(1);
    expect(store.view(pods).refused?.code).toBe('forbidden');
    await fail(new Error('gone'));
    await advance(1_000);
    expect(requests[1].subscriptions.map(s => s.topic)).toEqual(['runs']);
    store.close();
  });

  it('asks for what is opened because another topic was refused', async () => {
    const { store, settle, send, requests } = start();
    store.open(pods, () => {
      if (store.view(pods).refused) store.open(runs, () => {});
    });
    await settle();
    await send({ type: 'refused', id: 's1', code: 'forbidden', message: 'No' });
    await settle();
    expect(requests).toHaveLength(2);
    expect(requests[1].subscriptions.map(s => s.topic)).toEqual(['runs']);
    store.close();
  });

  it('asks again for a refused topic after a while, and keeps the reason until it is served', async () => {
    const { store, settle, send, advance, requests } = start();
    store.open(pods, () => {});
    await settle();
    await send({ type: 'refused', id: 's1', code: 'forbidden', message: 'No' });
    await advance(29_000);
    expect(requests).toHaveLength(1);
    await advance(2_000);
    expect(requests).toHaveLength(2);
    expect(store.view(pods).refused?.code).toBe('forbidden');
    await send(snapshot('s1', 'e:1'));
    expect(store.view(pods).refused).toBeUndefined();
    store.close();
  });

  it('marks where lines are missing and forgets marks that fell off the head', async () => {
    const { store, settle, send } = start();
    const logs = {
      topic: 'pod-logs',
      entityRef: 'component:default/a',
      params: { pods: ['p'] },
    };
    store.open(logs, () => {}, { maxLines: 4 });
    await settle();
    const lines = (...texts: string[]) =>
      texts.map(text => ({ time: '', text }));
    await send({
      type: 'lines',
      id: 's1',
      cursor: 'e:1',
      lines: lines('1', '2'),
    });
    await send({ type: 'gap', id: 's1', cursor: 'e:2', dropped: 10 });
    await send({
      type: 'lines',
      id: 's1',
      cursor: 'e:3',
      lines: lines('3', '4'),
    });
    expect(store.view(logs).gaps).toEqual([{ before: 2, dropped: 10 }]);
    await send({
      type: 'lines',
      id: 's1',
      cursor: 'e:4',
      lines: lines('5', '6', '7'),
    });
    expect(store.view(logs).lines.map(line => line.text)).toEqual([
      '4',
      '5',
      '6',
      '7',
    ]);
    expect(store.view(logs).gaps).toEqual([]);
    store.close();
  });

  it('opens nothing once closed', async () => {
    const { store, settle, requests, aborted } = start();
    store.open(pods, () => {});
    await settle();
    store.close();
    expect(aborted()).toBe(1);
    store.open(runs, () => {});
    await settle();
    expect(requests).toHaveLength(1);
  });
});
