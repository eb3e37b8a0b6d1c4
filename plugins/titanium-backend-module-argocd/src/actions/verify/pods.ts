import { RunProgress } from '@titanium-portal/backstage-plugin-titanium-common';
import { shownText } from '../../applications/text';
import { ResourceTree, TreeNode } from '../../client/types';
import { Part, progressOf } from './says';

/** How the pods of an application are. */
export interface Pods {
  ready: number;
  total: number;
  waiting: { node: TreeNode; reason: string }[];
}

function info(node: TreeNode, name: string): string | undefined {
  return node.info?.find(item => item.name === name)?.value;
}

function isLeaving(node: TreeNode): boolean {
  return info(node, 'Status Reason') === 'Terminating';
}

function isReady(node: TreeNode): boolean {
  const status = info(node, 'Status Reason');
  if (status === 'Completed' || status === 'Succeeded') {
    return true;
  }
  const [ready, all] = (info(node, 'Containers') ?? '').split('/');
  const containers = ready === undefined || all === undefined || ready === all;
  return containers && node.health?.status === 'Healthy';
}

/** Repository and version: `registry/app:1.2` and what follows. */
function repositoryOf(image: string): string {
  const bare = image.split('@')[0];
  const colon = bare.lastIndexOf(':');
  return colon > bare.lastIndexOf('/') ? bare.slice(0, colon) : bare;
}

/** An image of a wanted repository in a version that is not wanted. */
export function foreignImage(
  images: readonly string[],
  wanted: readonly string[],
): string | undefined {
  const repositories = new Set(wanted.map(repositoryOf));
  return images.find(
    image => repositories.has(repositoryOf(image)) && !wanted.includes(image),
  );
}

/** Pods of the tree that should stay, and what each that is not ready waits for. */
export function podsOf(tree: ResourceTree, wanted: readonly string[]): Pods {
  const pods = (tree.nodes ?? []).filter(
    node => node.kind === 'Pod' && !node.group && !isLeaving(node),
  );
  const waiting = pods.flatMap(node => {
    const foreign = foreignImage(node.images ?? [], wanted);
    if (foreign) {
      return [{ node, reason: `still runs ${shownText(foreign, 100)}` }];
    }
    return isReady(node)
      ? []
      : [{ node, reason: shownText(reasonOf(node), 200) }];
  });
  return { ready: pods.length - waiting.length, total: pods.length, waiting };
}

function reasonOf(node: TreeNode): string {
  const status = info(node, 'Status Reason');
  return status && status !== 'Running'
    ? status
    : node.health?.message ?? 'not ready yet';
}

const MOST = 5;

/** The pods in a sentence and in numbers. */
export function podProgress(
  { ready, total, waiting }: Pods,
  notes: readonly Part[] = [],
): RunProgress {
  const [first, ...others] = waiting;
  const values = first && {
    name: first.node.name,
    reason: first.reason,
    more: String(others.length),
  };
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return progressOf(
    [
      {
        text: `${ready} of ${total} pods ready`,
        key: 'pods',
        values: { done: String(ready), total: String(total) },
      },
      ...(values
        ? [
            {
              text: `waiting for ${values.name} (${values.reason})${more}`,
              key: others.length > 0 ? 'waitingMore' : 'waiting',
              values,
            },
          ]
        : []),
      ...notes,
    ],
    {
      done: ready,
      total,
      waitingFor: waiting.slice(0, MOST).map(({ node, reason }) => ({
        kind: 'pod',
        name: node.name,
        reason,
      })),
    },
  );
}
