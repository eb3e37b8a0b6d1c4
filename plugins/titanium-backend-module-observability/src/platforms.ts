import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  PlatformHttp,
  readPlatformConfig,
} from '@titanium-portal/backstage-plugin-titanium-node';

/** The platforms of one cluster; each is absent when it is not configured. */
export interface ObservabilityPlatforms {
  cluster: string;
  loki?: PlatformHttp;
  /** Address, headers and authority again, for WebSockets. */
  lokiSocket?: { url: string; headers: Record<string, string>; ca?: string };
  prometheus?: PlatformHttp;
  alertmanager?: PlatformHttp;
  grafana?: PlatformHttp;
  /** Grafana's address for people. */
  grafanaUrl: string | null;
}

const TENANT = /^[A-Za-z0-9!_.*'()-]{1,150}$/;
const LOKI_TIMEOUT_MS = 60_000;

function tenantHeaders(loki: Config, cluster: string): Record<string, string> {
  const tenant = loki.getOptionalString('tenant');
  if (tenant === undefined) {
    return {};
  }
  if (!TENANT.test(tenant)) {
    throw new InputError(
      `titanium.observability.${cluster}.loki.tenant must be one tenant id`,
    );
  }
  return { 'X-Scope-OrgID': tenant };
}

/** Reads `titanium.observability`; throws `InputError` naming the key that is wrong. */
export function readPlatforms(
  config: Config,
): Map<string, ObservabilityPlatforms> {
  const root = config.getOptionalConfig('titanium.observability');
  const platforms = new Map<string, ObservabilityPlatforms>();
  for (const cluster of root?.keys() ?? []) {
    const own = root!.getConfig(cluster);
    const client = (
      name: 'prometheus' | 'alertmanager' | 'grafana',
      title: string,
    ) => {
      const found = own.getOptionalConfig(name);
      return (
        found &&
        new PlatformHttp(
          readPlatformConfig(found, `${title} of cluster ${cluster}`),
        )
      );
    };
    const loki = own.getOptionalConfig('loki');
    const lokiConfig = loki && {
      timeoutMs: LOKI_TIMEOUT_MS,
      ...readPlatformConfig(loki, `Loki of cluster ${cluster}`),
      headers: {
        // Tells a stream's labels from what a query took out of its lines.
        'X-Loki-Response-Encoding-Flags': 'categorize-labels',
        ...tenantHeaders(loki, cluster),
      },
    };
    platforms.set(cluster, {
      cluster,
      loki: lokiConfig && new PlatformHttp(lokiConfig),
      lokiSocket: lokiConfig && {
        url: lokiConfig.url,
        ca: lokiConfig.ca,
        headers: {
          ...lokiConfig.headers,
          ...(lokiConfig.token && {
            authorization: `Bearer ${lokiConfig.token}`,
          }),
        },
      },
      prometheus: client('prometheus', 'Prometheus'),
      alertmanager: client('alertmanager', 'Alertmanager'),
      grafana: client('grafana', 'Grafana'),
      grafanaUrl: own.getOptionalString('grafana.publicUrl') ?? null,
    });
  }
  return platforms;
}
