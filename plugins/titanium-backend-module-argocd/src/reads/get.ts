import {
  DescriptionResult,
  Result,
  TableResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Read,
  redactObject,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { stringify } from 'yaml';
import {
  autoSyncOf,
  operationOf,
  operationRevisions,
  revisionsOf,
  shortRevision,
  sourcesOf,
} from '../applications/facts';
import { plainRepo } from '../applications/links';
import { findApplication, FoundApplication } from '../applications/resolve';
import { shownText } from '../applications/text';
import { ResourceTree } from '../client/types';
import { printCommand } from '../grammar/print';
import { ArgoInstances } from '../instances';
import { resourceRows } from '../views/delivery/resourceRows';
import { placesOfRead } from './place';
import {
  GetInput,
  getSchema,
  ResourcesInput,
  resourcesSchema,
} from './schemas';

function strings(...names: string[]): TableResult['columns'] {
  return names.map(name => ({ name, type: 'string' }));
}

function facts({ instance, app }: FoundApplication) {
  const { metadata, spec, status } = app;
  const { enabled, prune, selfHeal } = autoSyncOf(app);
  const list: [string, string | undefined][] = [
    ['Name', metadata.name],
    ['Project', spec.project ?? 'default'],
    ['Cluster', instance.clusterOf(app) ?? spec.destination?.server],
    ['Namespace', spec.destination?.namespace],
    ['URL', instance.urlOf(app) ?? undefined],
    ...sourcesOf(spec).flatMap(source => [
      ['Repo', plainRepo(source.repoURL ?? '')] as [string, string],
      ['Path', source.path ?? source.chart] as [string, string | undefined],
      ['Target', source.targetRevision ?? 'HEAD'] as [string, string],
    ]),
    [
      'Sync policy',
      enabled
        ? `Automated${prune ? ' (prune)' : ''}${selfHeal ? ' (self heal)' : ''}`
        : 'Manual',
    ],
    [
      'Sync status',
      `${status?.sync?.status ?? 'Unknown'} to ${revisionsOf(status?.sync ?? {})
        .map(shortRevision)
        .join(', ')}`,
    ],
    ['Health', status?.health?.status ?? 'Unknown'],
    ['Images', (status?.summary?.images ?? []).join(', ')],
  ];
  return list
    .filter(([, value]) => value)
    .map(([name, value]) => ({ name, value: shownText(value!, 1000) }));
}

/** Objects of an application: the managed ones and what lives below them. */
function resourceTable(
  { app }: FoundApplication,
  tree: ResourceTree | undefined,
): Omit<TableResult, 'type'> {
  const rows = Object.values(resourceRows(app, tree)).sort((a, b) =>
    a.key.localeCompare(b.key),
  );
  return {
    columns: strings(
      'GROUP',
      'KIND',
      'NAMESPACE',
      'NAME',
      'STATUS',
      'HEALTH',
      'MESSAGE',
    ),
    rows: rows.map(row => ({
      cells: [
        row.group,
        row.kind,
        row.namespace ?? '',
        row.name,
        row.sync ?? '',
        row.health ?? '',
        row.message ?? '',
      ],
      ref: {
        kind: row.kind.toLowerCase(),
        name: row.name,
        ...(row.namespace !== null && { namespace: row.namespace }),
      },
    })),
  };
}

function describe(
  found: FoundApplication,
  tree: ResourceTree | undefined,
): DescriptionResult {
  const { app } = found;
  const operation = operationOf(app);
  const conditions = app.status?.conditions ?? [];
  return {
    type: 'description',
    ref: { kind: 'application', name: app.metadata.name },
    facts: facts(found),
    sections: [
      ...(operation
        ? [
            {
              title: 'Operation',
              table: {
                columns: strings(
                  'PHASE',
                  'REVISION',
                  'START',
                  'FINISHED',
                  'MESSAGE',
                ),
                rows: [
                  {
                    cells: [
                      operation.phase ?? '',
                      operationRevisions(operation)
                        .map(shortRevision)
                        .join(', '),
                      operation.startedAt ?? '',
                      operation.finishedAt ?? '',
                      shownText(operation.message ?? '', 500),
                    ],
                  },
                ],
              },
            },
          ]
        : []),
      ...(conditions.length > 0
        ? [
            {
              title: 'Conditions',
              table: {
                columns: strings('TYPE', 'MESSAGE', 'LAST TRANSITION'),
                rows: conditions.map(item => ({
                  cells: [
                    shownText(item.type, 100),
                    shownText(item.message ?? '', 1000),
                    item.lastTransitionTime ?? '',
                  ],
                })),
              },
            },
          ]
        : []),
      { title: 'Resources', table: resourceTable(found, tree) },
    ],
  };
}

export function getRead(instances: ArgoInstances): Read<GetInput> {
  return {
    id: 'argocd.app.get',
    title: 'Describe application',
    description: 'An application: where it comes from, how it is, its objects.',
    input: getSchema,
    ...placesOfRead(instances),
    async run(input, { entity, signal }): Promise<Result> {
      const found = await findApplication(instances, input, { entity, signal });
      if (input.output === 'table') {
        const tree = await found.instance.client
          .tree(found.id, signal)
          .catch(() => undefined);
        return describe(found, tree);
      }
      const object = redactObject(found.app);
      return {
        type: 'objects',
        format: input.output,
        objects: [
          {
            ref: { kind: 'application', name: found.app.metadata.name },
            text:
              input.output === 'json'
                ? JSON.stringify(object, null, 2)
                : stringify(object, { lineWidth: 0 }),
          },
        ],
      };
    },
    toCommand: input => printCommand('argocd.app.get', input),
  };
}

export function resourcesRead(instances: ArgoInstances): Read<ResourcesInput> {
  return {
    id: 'argocd.app.resources',
    title: 'List objects of an application',
    description: 'What an application manages and what lives below that.',
    input: resourcesSchema,
    ...placesOfRead(instances),
    async run(input, { entity, signal }) {
      const found = await findApplication(instances, input, { entity, signal });
      const tree = await found.instance.client.tree(found.id, signal);
      return { type: 'table', ...resourceTable(found, tree) };
    },
    toCommand: input => printCommand('argocd.app.resources', input),
  };
}
