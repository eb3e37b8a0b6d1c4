import { DeliveryResourceRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { shownOrNull, shownText } from '../../applications/text';
import {
  Application,
  ResourceStatus,
  ResourceTree,
  TreeNode,
} from '../../client/types';
import { healthOf, syncOf } from './applicationRow';

const MOST_INFO = 6;

interface Named {
  group?: string;
  kind: string;
  namespace?: string;
  name: string;
}

export function resourceKey({ group, kind, namespace, name }: Named): string {
  return [group ?? '', kind, namespace ?? '', name].join('/');
}

function row(of: Named, node?: TreeNode): DeliveryResourceRow {
  return {
    key: resourceKey(of),
    group: of.group ?? '',
    kind: of.kind,
    namespace: of.namespace || null,
    name: of.name,
    uid: node?.uid ?? null,
    parents: (node?.parentRefs ?? []).map(resourceKey),
    managed: false,
    sync: null,
    health: healthOf(node?.health),
    message: shownOrNull(node?.health?.message),
    info: infoOf(node),
    requiresPruning: false,
    createdAt: node?.createdAt ?? null,
  };
}

function infoOf(node: TreeNode | undefined): string[] {
  const told = (node?.info ?? []).map(({ name, value }) => `${name}: ${value}`);
  return [...new Set([...told, ...(node?.images ?? [])])]
    .slice(0, MOST_INFO)
    .map(text => shownText(text, 300));
}

function managedRow(
  status: ResourceStatus,
  node: TreeNode | undefined,
): DeliveryResourceRow {
  const base = row(status, node);
  return {
    ...base,
    parents: [],
    managed: true,
    sync: status.status ? syncOf(status.status) : null,
    // Argo CD 3 keeps health in the tree only.
    health: base.health ?? healthOf(status.health),
    message: base.message ?? shownOrNull(status.health?.message),
    requiresPruning: status.requiresPruning === true,
  };
}

/** What the application manages, and what lives below that on the cluster. */
export function resourceRows(
  app: Application,
  tree: ResourceTree | undefined,
): Record<string, DeliveryResourceRow> {
  const nodes = new Map(
    (tree?.nodes ?? []).map(node => [resourceKey(node), node]),
  );
  const rows: Record<string, DeliveryResourceRow> = {};
  nodes.forEach((node, key) => {
    rows[key] = row(node, node);
  });
  (app.status?.resources ?? []).forEach(status => {
    const key = resourceKey(status);
    rows[key] = managedRow(status, nodes.get(key));
  });
  return rows;
}
