import {
  AlertRow,
  SourceStatus,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  View,
  ViewChange,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { JsonObject } from '@backstage/types';
import { z } from 'zod/v3';
import { clusterOf } from '../entities';
import { ObservabilityDeps } from '../shared/deps';
import { PollUpdate } from '../shared/SharedPoll';
import { Wakeup } from '../shared/Wakeup';
import { AlertScope, alertScope, isOf } from './belongs';
import { mergeAlerts } from './mergeAlerts';
import { AlertPolls, createAlertPolls, Routed, RuleAlert } from './sources';

type Input = { clusters: string[]; scope: AlertScope | null };

/** Alerts change by themselves; the story of one is told in seconds. */
const INTERVAL_MS = 3_000;

/** What one cluster's platforms have last said. */
interface Seen {
  cluster: string;
  rules?: PollUpdate<RuleAlert[]>;
  routed?: PollUpdate<Routed>;
}

function rowsOf(seen: readonly Seen[], scope: AlertScope | null) {
  const rows: Record<string, AlertRow> = {};
  for (const { cluster, rules, routed } of seen) {
    for (const row of mergeAlerts(cluster, rules?.data ?? [], routed?.data)) {
      if (scope === null || isOf(scope, row.labels)) {
        rows[seen.length > 1 ? `${cluster}/${row.key}` : row.key] = row;
      }
    }
  }
  return rows;
}

/** Keeps one kind of update as it comes, until aborted. */
async function keep<T>(
  updates: AsyncIterable<PollUpdate<T>>,
  set: (update: PollUpdate<T>) => void,
  wakeup: Wakeup,
): Promise<void> {
  for await (const update of updates) {
    set(update);
    wakeup.call();
  }
}

async function* alerts(
  polls: (cluster: string) => AlertPolls,
  { clusters, scope }: Input,
  signal: AbortSignal,
): AsyncGenerator<ViewChange[]> {
  const wakeup = new Wakeup();
  const seen: Seen[] = clusters.map(cluster => ({ cluster }));
  const sources = seen.flatMap(each => {
    const { rules, routed } = polls(each.cluster);
    return [
      rules &&
        keep(rules.follow(signal), update => (each.rules = update), wakeup),
      routed &&
        keep(routed.follow(signal), update => (each.routed = update), wakeup),
    ].filter(source => source !== undefined);
  });
  signal.addEventListener('abort', wakeup.call, { once: true });
  const sent = new Map<string, SourceStatus>();
  const wanted = sources.length;
  try {
    while (!signal.aborted) {
      await wakeup.wait();
      const updates = seen.flatMap(({ cluster, rules, routed }) => [
        ...(rules ? [[`prometheus:${cluster}`, rules] as const] : []),
        ...(routed ? [[`alertmanager:${cluster}`, routed] as const] : []),
      ]);
      // Half of the sources would show silenced alerts as firing for a moment.
      if (signal.aborted || updates.length < wanted) {
        continue;
      }
      const changes: ViewChange[] = updates
        .filter(([source, { status }]) => sent.get(source) !== status)
        .map(([source, { status }]) => ({ op: 'status', source, status }));
      updates.forEach(([source, { status }]) => sent.set(source, status));
      if (updates.some(([, { data }]) => data !== undefined)) {
        changes.push({
          op: 'replace',
          collection: 'alerts',
          rows: rowsOf(seen, scope),
        });
      }
      yield changes;
    }
  } finally {
    signal.removeEventListener('abort', wakeup.call);
    await Promise.all(sources);
  }
}

/** Alerts of an entity, or of all clusters; each platform is asked once for all who look. */
export function createAlertsView(
  deps: ObservabilityDeps,
  intervalMs = INTERVAL_MS,
): View {
  const byCluster = new Map<string, AlertPolls>();
  for (const [cluster, clients] of deps.platforms) {
    byCluster.set(cluster, createAlertPolls(clients, intervalMs));
  }
  const share = (input: Input) => ({
    shareKey: JSON.stringify(input),
    input: input as unknown as JsonObject,
  });
  return {
    topic: 'alerts',
    kind: 'rows',
    params: z.object({}).strict(),
    scope: entity =>
      share({
        clusters: [clusterOf(entity, deps.platforms)],
        scope: alertScope(entity),
      }),
    portalScope: () => {
      const clusters = [...deps.platforms.keys()];
      return {
        ...share({ clusters, scope: null }),
        // Beyond all namespaces, whichever the cluster.
        target: {
          cluster: clusters[0] ?? '',
          namespace: null,
          kind: 'alert',
          name: null,
        },
      };
    },
    open: (input, { signal }) =>
      alerts(
        cluster => byCluster.get(cluster) ?? {},
        input as unknown as Input,
        signal,
      ),
  };
}
