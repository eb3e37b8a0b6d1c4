import {
  KUBERNETES_NAMESPACE_ANNOTATION,
  TableResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionContext,
  Read,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { autoSyncOf, sourcesOf } from '../applications/facts';
import { plainRepo } from '../applications/links';
import { shownText } from '../applications/text';
import { Application } from '../client/types';
import { printCommand } from '../grammar/print';
import { ArgoInstances } from '../instances';
import { ListInput, listSchema } from './schemas';

const MOST = 500;

function namespaceOf({ entity }: ActionContext): string | null {
  return (
    entity?.metadata.annotations?.[KUBERNETES_NAMESPACE_ANNOTATION] ?? null
  );
}

/** Applications of a cluster, in one namespace or all; those of other clusters are left out. */
export async function listApplications(
  instances: ArgoInstances,
  { cluster, namespace }: { cluster: string; namespace: string | null },
  signal?: AbortSignal,
): Promise<Application[]> {
  const lists = await Promise.all(
    instances.all
      .filter(instance => instance.serves(cluster))
      .map(async instance => {
        const { items } = await instance.client.list(signal);
        return items.filter(
          app =>
            instance.clusterOf(app) === cluster &&
            (namespace === null ||
              app.spec.destination?.namespace === namespace),
        );
      }),
  );
  return lists
    .flat()
    .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
}

function policyText(app: Application): string {
  const { enabled, prune, selfHeal } = autoSyncOf(app);
  if (!enabled) {
    return 'Manual';
  }
  return `Auto${prune ? '-Prune' : ''}${selfHeal ? '-SelfHeal' : ''}`;
}

function cells(app: Application): (string | null)[] {
  const { metadata, spec, status } = app;
  const [source] = sourcesOf(spec);
  return [
    metadata.name,
    spec.destination?.namespace ?? '',
    spec.project ?? 'default',
    shownText(status?.sync?.status ?? 'Unknown', 50),
    shownText(status?.health?.status ?? 'Unknown', 50),
    policyText(app),
    shownText(plainRepo(source?.repoURL ?? ''), 300),
    shownText(source?.path ?? source?.chart ?? '', 300),
    shownText(source?.targetRevision ?? 'HEAD', 200),
  ];
}

const COLUMNS = [
  'NAME',
  'NAMESPACE',
  'PROJECT',
  'STATUS',
  'HEALTH',
  'SYNCPOLICY',
  'REPO',
  'PATH',
  'TARGET',
];

function table(apps: Application[], output: ListInput['output']): TableResult {
  const narrow = output === 'name' ? 1 : undefined;
  return {
    type: 'table',
    columns: COLUMNS.slice(0, narrow).map((name, at) => ({
      name,
      type: 'string' as const,
      ...(at > 5 && output !== 'wide' && { wide: true }),
    })),
    rows: apps.slice(0, MOST).map(app => ({
      cells: cells(app).slice(0, narrow),
      ref: { kind: 'application', name: app.metadata.name },
    })),
    ...(apps.length > MOST && { truncated: apps.length - MOST }),
  };
}

export function listRead(instances: ArgoInstances): Read<ListInput> {
  return {
    id: 'argocd.app.list',
    title: 'List applications',
    description:
      'Applications of Argo CD in the namespace of the service; in all for operators.',
    input: listSchema,
    async target({ cluster }, context) {
      instances.requireServed(cluster);
      return {
        cluster,
        namespace: namespaceOf(context),
        kind: 'application',
        name: null,
      };
    },
    async run({ cluster, project, output }, context) {
      const apps = await listApplications(
        instances,
        { cluster, namespace: namespaceOf(context) },
        context.signal,
      );
      return table(
        apps.filter(
          ({ spec }) =>
            project === null || (spec.project ?? 'default') === project,
        ),
        output,
      );
    },
    toCommand: input => printCommand('argocd.app.list', input),
  };
}
