import type { V1PodSpec } from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import { ActionDeps } from '../deps';
import { databaseImage } from '../warnings/workload';
import { pathOf, Workload } from '../workloads';
import { SecretPlace } from './secretObject';

const KINDS = ['deployment', 'statefulset', 'daemonset'];

interface User {
  title: string;
  /** Where it gets the value once, when a container starts; mounted files follow by themselves. */
  atStart: boolean;
  database: boolean;
}

function usesAtStart(spec: V1PodSpec, name: string, key: string): boolean {
  return [...(spec.initContainers ?? []), ...spec.containers].some(
    ({ env = [], envFrom = [] }) =>
      env.some(({ valueFrom }) => {
        const ref = valueFrom?.secretKeyRef;
        return ref?.name === name && ref.key === key;
      }) || envFrom.some(({ secretRef }) => secretRef?.name === name),
  );
}

function mounts(spec: V1PodSpec, name: string): boolean {
  return (spec.volumes ?? []).some(
    ({ secret, projected }) =>
      secret?.secretName === name ||
      projected?.sources?.some(source => source.secret?.name === name),
  );
}

async function findUsers(
  { clusters }: ActionDeps,
  place: SecretPlace,
  key: string,
  signal: AbortSignal,
): Promise<User[]> {
  const { cluster, namespace, name } = place;
  const lists = await Promise.all(
    KINDS.map(async kind => {
      const { items } = await clusters
        .reader(cluster)
        .list(pathOf(clusters, { cluster, kind, namespace }), { signal });
      return (items as unknown as Workload[]).map(item => ({ kind, item }));
    }),
  );
  return lists.flat().flatMap(({ kind, item }) => {
    const spec = item.spec.template.spec as V1PodSpec;
    const atStart = usesAtStart(spec, name, key);
    return atStart || mounts(spec, name)
      ? [
          {
            title: `${kind}/${item.metadata.name}`,
            atStart,
            database: databaseImage(item) !== undefined,
          },
        ]
      : [];
  });
}

/** Who has the old value and will not notice, and what must happen besides. */
export async function usageWarnings(
  deps: ActionDeps,
  place: SecretPlace,
  key: string,
  signal: AbortSignal,
): Promise<PlanWarning[]> {
  const users = await findUsers(deps, place, key, signal);
  const warnings: PlanWarning[] = [];
  const database = users.find(user => user.database);
  if (database) {
    warnings.push({
      code: 'secret-database',
      severity: 'danger',
      message: `${database.title} was set up with this value and keeps its own copy: changing the Secret does not change the password of the database. Give the role the same password (ALTER ROLE ... PASSWORD) before anything restarts; otherwise whatever restarts cannot log in.`,
      values: { workload: database.title },
    });
  }
  const restarts = users
    .filter(user => user.atStart && !user.database)
    .map(({ title }) => title);
  if (restarts.length) {
    warnings.push({
      code: 'secret-restart',
      severity: 'warning',
      message: `They read the value only when they start, so they keep the old one until you restart them: ${restarts.join(
        ', ',
      )}.`,
      values: { workloads: restarts },
    });
  }
  return warnings;
}
