import { InputError } from '@backstage/errors';
import { KUBERNETES_ID_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  isDnsLabel,
  PlatformHttp,
  ResolvedTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { clusterOf } from '../../entities';
import { ObservabilityDeps } from '../../shared/deps';
import { alertScope, isOf, SERVICE_LABEL } from '../belongs';
import { askMatchingAlerts } from './matchingAlerts';
import { SilenceMatcher } from './schemas';

/** Labels whose value the matchers fix. */
function fixedLabels(
  matchers: readonly SilenceMatcher[],
): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const { name, value, isRegex, isEqual } of matchers) {
    if (!isRegex && isEqual && value !== '') {
      labels[name] = value;
    }
  }
  return labels;
}

/** The one service that all alerts held now name; undefined when there are none, or several. */
async function serviceOfAlerts(
  http: PlatformHttp,
  matchers: readonly SilenceMatcher[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const alerts = await askMatchingAlerts(http, matchers, signal);
  const services = new Set(alerts.map(({ labels }) => labels[SERVICE_LABEL]));
  const [service] = services;
  return services.size === 1 ? service : undefined;
}

/**
 * What a silence is aimed at. Within one namespace and one service (by the label `service`, or `app` where the alerts it
 * holds name one service) it belongs to that service; anything wider has no owner and no namespace, so that it is for
 * operators. Throws `InputError` for matchers that fix nothing: those would hold everything.
 */
export async function silenceTarget(
  deps: ObservabilityDeps,
  http: PlatformHttp,
  options: {
    cluster: string;
    matchers: readonly SilenceMatcher[];
    signal: AbortSignal;
    uid?: string;
  },
): Promise<ResolvedTarget> {
  const { cluster, matchers, signal, uid = null } = options;
  const labels = fixedLabels(matchers);
  if (Object.keys(labels).length === 0) {
    throw Object.assign(
      new InputError(
        'A silence must fix at least one label to a value, or it would hold everything',
      ),
      { code: 'invalid-input' as const },
    );
  }
  const { namespace, app, alertname } = labels;
  const bounded = namespace !== undefined && isDnsLabel(namespace);
  let service: string | undefined;
  if (bounded) {
    service =
      labels[SERVICE_LABEL] ??
      (app === undefined
        ? undefined
        : await serviceOfAlerts(http, matchers, signal));
  }
  const within = service !== undefined;
  return {
    ref: {
      cluster,
      namespace: within ? namespace : null,
      kind: 'alert',
      name: alertname ?? service ?? Object.values(labels).join(' '),
      uid,
    },
    ...(within && {
      claim: { annotation: KUBERNETES_ID_ANNOTATION, value: service! },
    }),
    isSelectedBy(entity) {
      try {
        return (
          within &&
          clusterOf(entity, deps.platforms) === cluster &&
          isOf(alertScope(entity), { ...labels, [SERVICE_LABEL]: service! })
        );
      } catch {
        // An entity whose annotations cannot be read selects nothing.
        return false;
      }
    },
  };
}
