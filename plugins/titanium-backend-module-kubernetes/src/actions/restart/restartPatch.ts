import { Workload } from '../workloads';

export const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** The patch of `kubectl rollout restart`; with a resourceVersion the API refuses it for any other state. */
export function restartPatch(at: string, resourceVersion?: string) {
  return {
    ...(resourceVersion === undefined ? {} : { metadata: { resourceVersion } }),
    spec: {
      template: { metadata: { annotations: { [RESTARTED_AT]: at } } },
    },
  };
}

/** When the workload was last restarted this way; null when it never was. */
export function restartedAt({ spec }: Workload): string | null {
  return spec.template.metadata?.annotations?.[RESTARTED_AT] ?? null;
}
