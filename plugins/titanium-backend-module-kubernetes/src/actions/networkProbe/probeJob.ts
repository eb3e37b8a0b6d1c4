import { JobManifest, RUN_ID_ANNOTATION } from '../jobs/jobs';
import { ProbeConfig } from './probeConfig';
import { ProbeHost } from './probeHost';
import { Probe } from './probeSchema';

export const CONTAINER = 'probe';
/** What network policies know a probe's pod by. */
export const PROBE_LABELS = {
  'app.kubernetes.io/managed-by': 'titanium',
  'app.kubernetes.io/name': 'titanium-probe',
} as const;

/** Time for pulling the image and for the question itself. */
const DEADLINE_SECONDS = 120;
/** After which the cluster removes a job that nobody has removed. */
export const TTL_SECONDS = 300;
const NOBODY = 65_534;

/** The words the container runs; nothing reads them as a shell would. */
export function probeCommand(probe: Probe, host: ProbeHost): string[] {
  if (probe.type === 'dns') {
    return ['nslookup', host.name];
  }
  const url = new URL(probe.url);
  url.hostname = host.name;
  // No files of its own, no globbing in the address, no redirects, no other protocols; the head of the answer and its body.
  return [
    ...['curl', '-q', '-sS', '-m', '10', '--globoff'],
    ...['--proto', '=http,https', '-o', '-', '-D', '-'],
    url.href,
  ];
}

/** The job's name for a run: the same run never makes two. */
export function probeName(runId: string): string {
  const id = runId
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-')
    .slice(0, 40)
    .replace(/-+$/, '');
  return `titanium-probe-${id}`;
}

/** A short job that may do next to nothing: no token, no root, no capabilities, little memory, a deadline. */
export function probeJob(
  options: {
    namespace: string;
    probe: Probe;
    command: readonly string[];
    runId?: string;
  },
  { image }: ProbeConfig,
): JobManifest {
  const { namespace, probe, command, runId } = options;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: probeName(runId ?? 'of-this-run'),
      namespace,
      labels: { ...PROBE_LABELS },
      ...(runId === undefined
        ? {}
        : { annotations: { [RUN_ID_ANNOTATION]: runId } }),
    },
    spec: {
      activeDeadlineSeconds: DEADLINE_SECONDS,
      ttlSecondsAfterFinished: TTL_SECONDS,
      backoffLimit: 0,
      completions: 1,
      parallelism: 1,
      template: {
        metadata: {
          // Names are asked of the cluster's DNS alone; an address is asked as the workloads of the namespace would, through
          // the mesh where there is one.
          labels: {
            ...PROBE_LABELS,
            ...(probe.type === 'dns'
              ? { 'sidecar.istio.io/inject': 'false' }
              : {}),
          },
          annotations:
            probe.type === 'dns'
              ? { 'sidecar.istio.io/inject': 'false' }
              : {
                  'proxy.istio.io/config':
                    '{"holdApplicationUntilProxyStarts": true}',
                },
        },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 5,
          // Whole names are asked as they are before any search list.
          dnsConfig: { options: [{ name: 'ndots', value: '1' }] },
          containers: [
            {
              name: CONTAINER,
              image,
              command: [...command],
              resources: {
                requests: { cpu: '10m', memory: '32Mi' },
                limits: { cpu: '100m', memory: '64Mi' },
              },
              securityContext: {
                runAsNonRoot: true,
                runAsUser: NOBODY,
                runAsGroup: NOBODY,
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
                seccompProfile: { type: 'RuntimeDefault' },
              },
            },
          ],
        },
      },
    },
  };
}
