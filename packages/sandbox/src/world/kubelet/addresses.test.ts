import { TestClock } from '../clock';
import { SeededRandom } from '../random';
import { R } from '../resources';
import { MemoryStore } from '../store';
import { KubeObject } from '../types';
import { Addresses } from './addresses';

function setUp() {
  const store = new MemoryStore({
    clock: new TestClock(),
    random: new SeededRandom('addresses'),
  });
  store.create(R.nodes, {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'node-1' },
    spec: { podCIDR: '10.244.0.0/24' },
    status: { addresses: [{ type: 'InternalIP', address: '10.0.11.168' }] },
  });
  return new Addresses(store);
}

const pod = (status?: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'pod' },
  spec: { nodeName: 'node-1' },
  status,
});

describe('addresses of pods', () => {
  it('are the node’s own, and never given twice, however many pods it has', () => {
    const addresses = setUp();
    const given = Array.from({ length: 1000 }, () => addresses.of(pod()).podIP);
    expect(given[0]).toBe('10.244.0.2');
    expect(new Set(given).size).toBe(1000);
  });

  it('are used again once they are given back', () => {
    const addresses = setUp();
    const given = Array.from({ length: 252 }, () => addresses.of(pod()).podIP);
    addresses.release(pod({ podIP: given[7] }));
    expect(addresses.of(pod()).podIP).toBe(given[7]);
  });

  it('stay with their pod, and are the node’s on the host network', () => {
    const addresses = setUp();
    expect(addresses.of(pod({ podIP: '10.244.0.9' })).podIP).toBe('10.244.0.9');
    const host = pod();
    host.spec.hostNetwork = true;
    expect(addresses.of(host)).toEqual({
      hostIP: '10.0.11.168',
      podIP: '10.0.11.168',
    });
  });
});
