import type {
  V1Condition,
  V1LabelSelector,
  V1ObjectMeta,
  V1PodTemplateSpec,
} from '@kubernetes/client-node';
import {
  ResourcePath,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { getResource, resourcePath } from '../targets';

/** Where an object is. */
export interface ObjectRef {
  cluster: string;
  namespace: string | null;
  kind: string;
  name: string;
}

/** The parts of deployments, statefulsets and daemonsets that actions look at, as on the wire. */
export interface Workload {
  apiVersion: string;
  kind: string;
  metadata: V1ObjectMeta & { name: string; uid: string };
  spec: {
    replicas?: number;
    paused?: boolean;
    selector: V1LabelSelector;
    template: V1PodTemplateSpec;
    strategy?: {
      type?: string;
      rollingUpdate?: { maxSurge?: number | string };
    };
    updateStrategy?: {
      type?: string;
      rollingUpdate?: { partition?: number };
    };
  };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    currentRevision?: string;
    updateRevision?: string;
    desiredNumberScheduled?: number;
    updatedNumberScheduled?: number;
    numberAvailable?: number;
    conditions?: V1Condition[];
  };
}

export function pathOf(
  clusters: TitaniumClusters,
  {
    cluster,
    kind,
    namespace,
  }: Pick<ObjectRef, 'cluster' | 'kind' | 'namespace'>,
): ResourcePath {
  return resourcePath(clusters.resources(cluster), kind, namespace);
}

/** The plural that paths and watches of a kind use. */
export function pluralOf(
  clusters: TitaniumClusters,
  cluster: string,
  kind: string,
) {
  return getResource(clusters.resources(cluster), kind).plural;
}

/** Reads a workload with the reader's credential. */
export async function readWorkload(
  clusters: TitaniumClusters,
  ref: ObjectRef,
  signal: AbortSignal,
): Promise<Workload> {
  const object = await clusters
    .reader(ref.cluster)
    .get(pathOf(clusters, ref), ref.name, { signal });
  return object as unknown as Workload;
}

/** "deployment titanium-prod/web". */
export function titleOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace}/${name}`;
}

/** Images of the containers, by container. */
export function imagesOf(template: V1PodTemplateSpec): Record<string, string> {
  return Object.fromEntries(
    (template.spec?.containers ?? []).map(({ name, image }) => [
      name,
      image ?? '',
    ]),
  );
}
