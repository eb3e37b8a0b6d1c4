import { timestamp } from '../objects';
import { R } from '../resources';
import { Clock, ObjectStore } from '../types';

const HEARTBEAT_MS = 5 * 60_000;

/** Nodes report every five minutes that they are well. */
export function startHeartbeats(clock: Clock, store: ObjectStore): void {
  clock.after(HEARTBEAT_MS, () => {
    const now = timestamp(clock.now());
    for (const node of store.list(R.nodes)) {
      store.update(R.nodes, {
        ...node,
        status: {
          ...node.status,
          conditions: node.status.conditions.map(
            (condition: Record<string, string>) => ({
              ...condition,
              lastHeartbeatTime: now,
            }),
          ),
        },
      });
    }
    startHeartbeats(clock, store);
  });
}
