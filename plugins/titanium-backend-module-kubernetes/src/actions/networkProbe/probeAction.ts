import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  PlanDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { JsonObject } from '@backstage/types';
import type { V1Service } from '@kubernetes/client-node';
import { ActionDeps } from '../deps';
import { previewJob } from '../jobs/jobs';
import { preconditionsOf } from '../preconditions';
import { toCommand } from '../toCommand';
import { policyWarning } from './policyWarning';
import { ProbeHost, readHost } from './probeHost';
import { probeCommand, probeJob } from './probeJob';
import {
  hostOf,
  NetworkProbeInput,
  networkProbeSchema,
  portOf,
} from './probeSchema';
import { probeStep } from './probeStep';
import { findService, probeTarget } from './probeTarget';

const WHY_NO_UNDO =
  'A probe only asks, and its job is removed: there is nothing to take back.';

async function warningsFor(
  { clusters }: ActionDeps,
  input: NetworkProbeInput,
  host: ProbeHost,
  service: V1Service | undefined,
  signal: AbortSignal,
): Promise<PlanWarning[]> {
  if (host.type === 'external') {
    return [];
  }
  if (!service) {
    const values = { name: host.service, namespace: host.namespace };
    return [
      {
        code: 'probe-no-service',
        severity: 'warning',
        message: `There is no service ${host.service} in ${host.namespace}: the name will have no address.`,
        values,
      },
    ];
  }
  const port = portOf(input.probe);
  if (port === null) {
    return [];
  }
  const known = (service.spec?.ports ?? []).map(item => item.port);
  if (service.spec?.clusterIP !== 'None' && !known.includes(port)) {
    return [
      {
        code: 'probe-port',
        severity: 'warning',
        message: `The service ${
          host.service
        } has no port ${port}, only ${known.join(', ')}: nothing will answer.`,
        values: { name: host.service, port, ports: known },
      },
    ];
  }
  const closed = await policyWarning(clusters, input, service, port, signal);
  return closed ? [closed] : [];
}

async function draft(
  deps: ActionDeps,
  input: NetworkProbeInput,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const { clusters, probe: config } = deps;
  const { cluster, namespace, probe } = input;
  const host = readHost(hostOf(probe), namespace, config);
  const service = await findService(clusters, cluster, host, config, signal);
  const command = probeCommand(probe, host);
  const { preview, warnings } = await previewJob(
    clusters,
    input,
    probeJob({ namespace, probe, command }, config),
    signal,
  );
  const asked = probe.type === 'dns' ? probe.host : probe.url;
  return {
    sentence:
      probe.type === 'dns'
        ? `Look up ${asked} from a short-lived pod in ${namespace}.`
        : `Ask ${asked} from a short-lived pod in ${namespace}.`,
    summary: {
      key:
        probe.type === 'dns' ? 'kubernetes.probeDns' : 'kubernetes.probeHttp',
      values: { namespace, asked, image: config.image },
    },
    confirmLabel: 'Run probe',
    steps: [
      {
        kind: 'probe',
        title: 'Create the job, read its answer, remove it',
        input: { namespace, probe, command } as JsonObject,
        preview,
        preconditions: preconditionsOf(service ?? {}, service?.spec ?? null),
        fence: 'deterministicName',
      },
    ],
    warnings: [
      ...warnings,
      ...(await warningsFor(deps, input, host, service, signal)),
    ],
    undo: {
      possible: false,
      reason: WHY_NO_UNDO,
      wording: { key: 'kubernetes.probe' },
    },
  };
}

/**
 * Asks the cluster's DNS or a service from inside the cluster, by a job that does nothing else. It takes the place of
 * `kubectl run --rm -it ... -- nslookup | curl`.
 */
export function probeAction(deps: ActionDeps): Action<NetworkProbeInput> {
  return {
    id: 'kubernetes.network.probe',
    title: 'Network probe',
    description:
      'Looks up a name or asks a service from a short-lived pod, shows the answer and removes the pod.',
    risk: 'medium',
    input: networkProbeSchema,
    undoReason: WHY_NO_UNDO,
    target: (input, { signal }) =>
      probeTarget(deps.clusters, input, deps.probe, signal),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { probe: probeStep(deps) },
    toCommand: input => toCommand(deps, 'kubernetes.network.probe', input),
  };
}
