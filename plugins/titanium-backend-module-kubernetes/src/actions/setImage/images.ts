import { JsonObject } from '@backstage/types';
import type { V1Container } from '@kubernetes/client-node';
import { Workload } from '../workloads';

/** The image of one container, as inputs, steps and audit rows hold it. */
export type ContainerImage = { container: string; image: string };

interface Containers {
  containers: V1Container[];
  initContainers: V1Container[];
}

function containersOf({ spec }: Workload): Containers {
  const { containers = [], initContainers = [] } = spec.template.spec ?? {};
  return { containers, initContainers };
}

/** All containers of a template, init containers last, as `kubectl set image` knows them. */
export function containerNames(live: Workload): string[] {
  const { containers, initContainers } = containersOf(live);
  return [...containers, ...initContainers].map(({ name }) => name);
}

/** The images that the named containers have now, in the order of the names. */
export function currentImages(
  live: Workload,
  names: readonly string[],
): ContainerImage[] {
  const { containers, initContainers } = containersOf(live);
  const all = [...containers, ...initContainers];
  return names.map(container => ({
    container,
    image: all.find(({ name }) => name === container)?.image ?? '',
  }));
}

/** The images a step holds; empty when it holds none. */
export function readImages(value: JsonObject[string]): ContainerImage[] {
  return Array.isArray(value) ? (value as ContainerImage[]) : [];
}

/** The strategic merge patch of `kubectl set image`; with a resourceVersion the API refuses it for any other state. */
export function imagePatch(
  live: Workload,
  images: readonly ContainerImage[],
  resourceVersion?: string,
) {
  const { containers, initContainers } = containersOf(live);
  const patchOf = (present: V1Container[]) =>
    images
      .filter(({ container }) => present.some(({ name }) => name === container))
      .map(({ container, image }) => ({ name: container, image }));
  const parts = {
    containers: patchOf(containers),
    initContainers: patchOf(initContainers),
  };
  return {
    ...(resourceVersion === undefined ? {} : { metadata: { resourceVersion } }),
    spec: {
      template: {
        spec: Object.fromEntries(
          Object.entries(parts).filter(([, items]) => items.length > 0),
        ),
      },
    },
  };
}

/** The workload as the patch would leave it, where the platform cannot be asked. */
export function withImages(
  live: Workload,
  images: readonly ContainerImage[],
): Workload {
  const set = (containers: V1Container[] | undefined) =>
    containers?.map(container => {
      const found = images.find(item => item.container === container.name);
      return found ? { ...container, image: found.image } : container;
    });
  const { template } = live.spec;
  const pod = template.spec!;
  return {
    ...live,
    spec: {
      ...live.spec,
      template: {
        ...template,
        spec: {
          ...pod,
          containers: set(pod.containers) ?? [],
          ...(pod.initContainers && {
            initContainers: set(pod.initContainers),
          }),
        },
      },
    },
  };
}

/** True when another image may come under the same name tomorrow. */
export function isMutable(image: string): boolean {
  if (image.includes('@')) {
    return false;
  }
  const tag = image.slice(image.lastIndexOf('/') + 1).split(':')[1];
  return tag === undefined || tag === 'latest';
}

/** "api-gateway: idongju/api-gateway:v1.2.3 to v1.2.4, ..."; only what differs. */
export function imageChanges(
  from: readonly ContainerImage[],
  to: readonly ContainerImage[],
): string {
  return to
    .map(({ container, image }, index) => ({
      container,
      old: from[index]?.image ?? '',
      image,
    }))
    .filter(({ old, image }) => old !== image)
    .map(({ container, old, image }) => `${container}: ${old} to ${image}`)
    .join(', ');
}
