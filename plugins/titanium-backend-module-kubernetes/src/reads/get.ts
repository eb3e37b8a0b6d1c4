import { InputError } from '@backstage/errors';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  ObjectsResult,
  Result,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionContext,
  Read,
  redactObject,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { stringify } from 'yaml';
import { z } from 'zod/v3';
import { getResource, resourcePath } from '../targets';
import { toCommand } from './command';
import { evaluateJsonPath } from './jsonpath/jsonpath';
import {
  clusterName,
  expandKinds,
  kindName,
  labelKey,
  namespaceName,
  objectName,
  readTarget,
  selectorText,
  sortPath,
} from './schema';
import { sortByPath } from './sorting';
import { printObjects, readObjects, toTableResult } from './tables';

const MOST_TEXT = 2 * 1024 * 1024;

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName.nullable(),
    allNamespaces: z.boolean(),
    kinds: z.array(kindName).min(1).max(20),
    names: z.array(objectName).max(100),
    labelSelector: selectorText.nullable(),
    fieldSelector: selectorText.nullable(),
    output: z.enum(['table', 'wide', 'yaml', 'json', 'name', 'jsonpath']),
    jsonpath: z.string().max(4_096).nullable(),
    sortBy: sortPath.nullable(),
    /** Keys of labels, each a column. */
    labelColumns: z.array(labelKey).max(20).optional(),
    showLabels: z.boolean().optional(),
  })
  .strict();

type GetInput = z.infer<typeof input>;

interface Found {
  kind: string;
  objects: KubernetesObject[];
}

async function readAll(
  clusters: TitaniumClusters,
  value: GetInput,
  signal: AbortSignal,
): Promise<Found[]> {
  const known = clusters.resources(value.cluster);
  const found: Found[] = [];
  for (const kind of expandKinds(value.kinds)) {
    const { objects } = await readObjects(
      clusters.reader(value.cluster),
      resourcePath(known, kind, value.namespace),
      {
        names: value.names,
        labelSelector: value.labelSelector ?? undefined,
        fieldSelector: value.fieldSelector ?? undefined,
        signal,
      },
    );
    found.push({
      kind,
      objects: value.sortBy
        ? sortByPath(objects, value.sortBy, object => object)
        : objects,
    });
  }
  return found;
}

function ordered(object: KubernetesObject): object {
  const { apiVersion, kind, metadata, ...rest } = object;
  return { apiVersion, kind, metadata, ...rest };
}

function objectsResult(found: Found[], format: 'yaml' | 'json'): ObjectsResult {
  let size = 0;
  const objects: ObjectsResult['objects'] = [];
  for (const { kind, objects: items } of found) {
    for (const object of items) {
      const text =
        format === 'yaml'
          ? stringify(ordered(object), { lineWidth: 0 })
          : JSON.stringify(ordered(object), null, 2);
      size += text.length;
      if (size > MOST_TEXT) {
        throw Object.assign(
          new InputError(
            'That is too much to show: name objects, or narrow it down with a selector',
          ),
          { code: 'invalid-input' as const },
        );
      }
      objects.push({
        ref: {
          kind,
          namespace: object.metadata?.namespace,
          name: object.metadata?.name ?? '',
        },
        text,
      });
    }
  }
  return { type: 'objects', format, objects };
}

function nameOf(clusters: TitaniumClusters, cluster: string, kind: string) {
  const { singular, group } = getResource(clusters.resources(cluster), kind);
  return group ? `${singular}.${group}` : singular;
}

async function run(
  clusters: TitaniumClusters,
  value: GetInput,
  { signal }: ActionContext,
): Promise<Result> {
  if (value.output === 'table' || value.output === 'wide') {
    const known = clusters.resources(value.cluster);
    const tables = [];
    for (const kind of expandKinds(value.kinds)) {
      const table = await printObjects(
        clusters.reader(value.cluster),
        resourcePath(known, kind, value.namespace),
        {
          names: value.names,
          labelSelector: value.labelSelector ?? undefined,
          fieldSelector: value.fieldSelector ?? undefined,
          whole: value.sortBy !== null,
          signal,
        },
      );
      if (value.sortBy !== null) {
        // Redacted first: the order must not tell of values either.
        table.rows = sortByPath(table.rows, value.sortBy, row =>
          redactObject(row.object),
        );
      }
      tables.push({ kind, table });
    }
    return toTableResult(
      // As kubectl: of several kinds, those without objects are not mentioned.
      tables.length > 1
        ? tables.filter(({ table }) => table.rows.length > 0)
        : tables,
      {
        wide: value.output === 'wide',
        withNamespace: value.allNamespaces,
        labelColumns: value.labelColumns,
        showLabels: value.showLabels,
      },
    );
  }
  const found = await readAll(clusters, value, signal);
  switch (value.output) {
    case 'name':
      return {
        type: 'text',
        text: found
          .flatMap(({ kind, objects }) =>
            objects.map(
              object =>
                `${nameOf(clusters, value.cluster, kind)}/${
                  object.metadata?.name
                }`,
            ),
          )
          .join('\n'),
      };
    case 'jsonpath': {
      const objects = found.flatMap(item => item.objects);
      const single = value.names.length === 1 && objects.length === 1;
      return {
        type: 'text',
        text: evaluateJsonPath(
          value.jsonpath ?? '',
          single
            ? objects[0]
            : { apiVersion: 'v1', kind: 'List', items: objects },
        ),
      };
    }
    default:
      return objectsResult(found, value.output);
  }
}

/** `kubectl get`: any kind, printed by the API itself; values of Secrets and credentials are never in it. */
export function createGetRead(clusters: TitaniumClusters): Read<GetInput> {
  return {
    id: 'kubernetes.get',
    title: 'Show objects',
    description: 'Lists objects of any kind as kubectl get does',
    input,
    async target(value) {
      return readTarget(
        clusters,
        value,
        expandKinds(value.kinds),
        value.names.length === 1 ? value.names[0] : null,
      );
    },
    run: (value, context) => run(clusters, value, context),
    toCommand: value => toCommand(clusters, 'kubernetes.get', value),
  };
}
