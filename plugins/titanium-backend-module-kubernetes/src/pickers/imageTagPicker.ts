import type { KubernetesObject } from '@kubernetes/client-node';
import {
  Picker,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { readRevisions } from '../actions/undo/revisions';
import { imagesOf, pathOf, Workload } from '../actions/workloads';
import { entityFirst, namespaceOf, textOf } from './scope';

type Scope = Parameters<Picker['choices']>[0];

const WORKLOADS = ['deployment', 'statefulset', 'daemonset'];

/** `repository` and `tag` of an image; null for one without a tag. */
function parts(image: string): { repository: string; tag: string } | null {
  const plain = image.split('@')[0];
  const colon = plain.lastIndexOf(':');
  return colon > plain.lastIndexOf('/') && colon > 0
    ? { repository: plain.slice(0, colon), tag: plain.slice(colon + 1) }
    : null;
}

/** Repositories that the statement names; null when any may be meant. */
function wantedOf({ input }: Scope): Set<string> | null {
  const images = Array.isArray(input.images)
    ? (input.images as { image?: unknown }[])
    : [];
  const found = images.flatMap(({ image }) => {
    const text = textOf(image);
    return text ? [parts(text)?.repository ?? ''] : [];
  });
  const known = found.every(text => /^[\w.:/-]+$/.test(text));
  return found.length > 0 && known ? new Set(found) : null;
}

/**
 * Tags that workloads of the namespace run, and that the chosen one ran before: what is known to have worked here. The
 * registry is not asked.
 */
export function imageTagPicker(clusters: TitaniumClusters): Picker {
  return {
    type: 'image-tag',
    async choices(scope, { entity, signal }) {
      const { cluster, input } = scope;
      const namespace = namespaceOf(scope);
      const wanted = wantedOf(scope);
      const found = new Map<string, { detail: string; time?: string }>();
      const add = (images: Iterable<string>, detail: string, time?: string) => {
        for (const image of images) {
          const named = parts(image);
          const fits = named && (!wanted || wanted.has(named.repository));
          if (fits && !found.has(named.tag)) {
            found.set(named.tag, { detail, time });
          }
        }
      };
      const kinds =
        WORKLOADS.find(kind => kind === input.kind) === undefined
          ? WORKLOADS
          : [String(input.kind)];
      for (const kind of kinds) {
        const { items } = await clusters
          .reader(cluster)
          .list<KubernetesObject>(
            pathOf(clusters, { cluster, namespace, kind }),
            { signal },
          );
        const named = items.filter(
          ({ metadata }) => metadata?.name === input.name,
        );
        const chosen = named.length > 0 ? named : items;
        for (const object of entityFirst(chosen, entity)) {
          const live = object as unknown as Workload;
          const { name } = live.metadata;
          add(Object.values(imagesOf(live.spec.template)), `${name}, current`);
          if (named.length > 0 && kind !== 'daemonset') {
            const ref = { cluster, namespace, kind, name };
            const revisions = await readRevisions(clusters, ref, live, signal);
            revisions
              .reverse()
              .forEach(({ number, template, createdAt }) =>
                add(
                  Object.values(imagesOf(template)),
                  `${name}, revision ${number}`,
                  createdAt ?? undefined,
                ),
              );
          }
        }
      }
      return [...found].map(([value, rest]) => ({ value, ...rest }));
    },
  };
}
