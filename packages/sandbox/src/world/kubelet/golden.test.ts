import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { R } from '../resources';
import { TestCluster } from '../testing/cluster';
import { KubeObject } from '../types';

// A World lives a month before each of these.
jest.setTimeout(60_000);

const DIRECTORY = join(__dirname, 'golden');

/** The state of a container in a few words: `waiting ImagePullBackOff`, `terminated 137 OOMKilled (2 restarts)`. */
function describeContainer(status: any): string {
  const [[state, details]] = Object.entries<any>(status.state);
  return [
    state,
    details.exitCode,
    details.reason,
    status.ready && state === 'running' ? 'ready' : undefined,
    status.restartCount > 0 ? `(restarts: ${status.restartCount})` : undefined,
  ]
    .filter(part => part !== undefined)
    .join(' ');
}

function describePod(pod: KubeObject): string {
  const { phase, initContainerStatuses = [], containerStatuses } = pod.status;
  if (!containerStatuses) {
    return phase;
  }
  const containers = [...initContainerStatuses, ...containerStatuses].map(
    status => `${status.name} ${describeContainer(status)}`,
  );
  return `${phase}: ${containers.join(', ')}`;
}

/** Lives a pod's life and writes it down: each state once, then its events with their counts. */
function live(pod: KubeObject, seconds: number) {
  const cluster = new TestCluster({ seed: 'golden' });
  const { store } = cluster.world;
  const states: string[] = [];
  const stop = store.watch(R.pods, {}, ({ object }) => {
    if (object.metadata.name !== pod.metadata.name) {
      return;
    }
    const state = describePod(object);
    if (states.at(-1) !== state) {
      states.push(state);
    }
  });
  store.create(R.pods, {
    ...pod,
    metadata: { ...pod.metadata, namespace: 'default' },
    status: { phase: 'Pending' },
  });
  cluster.pass(seconds);
  stop();
  const events = cluster
    .list(R.events, 'default')
    .filter(event => event.involvedObject.name === pod.metadata.name)
    .map(({ type, reason, message, count }) => {
      const text = String(message).replaceAll(/\([0-9a-f-]{36}\)/g, '(uid)');
      return `${type} ${reason} x${count}: ${text}`;
    });
  return { states, events };
}

// The files hold a pod and what becomes of it; UPDATE_GOLDEN=1 writes them anew.
describe('the life of a pod', () => {
  const files = readdirSync(DIRECTORY).filter(file => file.endsWith('.yaml'));

  it.each(files)('%s', file => {
    const path = join(DIRECTORY, file);
    const { seconds, pod, states, events } = parse(readFileSync(path, 'utf8'));
    const lived = live(pod, seconds);
    if (process.env.UPDATE_GOLDEN) {
      const text = stringify({ seconds, pod, ...lived }, { lineWidth: 0 });
      writeFileSync(path, text);
      return;
    }
    expect(lived).toEqual({ states, events });
  });
});
