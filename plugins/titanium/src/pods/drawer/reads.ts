import {
  DescriptionResult,
  PodRow,
  ReadRequest,
  Result,
} from '@titanium-portal/backstage-plugin-titanium-common';

type SectionTable = DescriptionResult['sections'][number]['table'];

/** The pod with its conditions and events. */
export function describeRequest(pod: PodRow, entityRef: string): ReadRequest {
  return {
    action: {
      id: 'kubernetes.describe',
      input: {
        cluster: pod.cluster,
        namespace: pod.namespace,
        kind: 'pod',
        name: pod.name,
        labelSelector: null,
      },
    },
    entityRef,
  };
}

/** Events that speak of the pod, oldest first. */
export function eventsRequest(pod: PodRow, entityRef: string): ReadRequest {
  return {
    action: {
      id: 'kubernetes.events',
      input: {
        cluster: pod.cluster,
        namespace: pod.namespace,
        allNamespaces: false,
        involvedKind: 'pod',
        involvedName: pod.name,
        fieldSelector: null,
        sortBy: null,
      },
    },
    entityRef,
  };
}

/** The whole pod as YAML, redacted by the server. */
export function yamlRequest(pod: PodRow, entityRef: string): ReadRequest {
  return {
    action: {
      id: 'kubernetes.get',
      input: {
        cluster: pod.cluster,
        namespace: pod.namespace,
        allNamespaces: false,
        kinds: ['pod'],
        names: [pod.name],
        labelSelector: null,
        fieldSelector: null,
        output: 'yaml',
        jsonpath: null,
        sortBy: null,
      },
    },
    entityRef,
  };
}

/** A section of a description by its English title. */
export function sectionOf(
  result: Result | undefined,
  title: string,
): SectionTable | undefined {
  if (result?.type !== 'description') return undefined;
  return result.sections.find(section => section.title.toLowerCase() === title)
    ?.table;
}
