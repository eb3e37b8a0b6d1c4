import { GATEWAY, serviceEntity, startPortal, TestPortal } from './portal';
import { ScriptedServer } from './ScriptedServer';

/** Must never come back in any answer. */
export const TOKEN = 'glsa_a1b2c3d4e5f6';
export const CLUSTER = 'titanium';
/** A service whose selector cannot be read. */
export const UNREADABLE = 'component:default/prod-user-service';

/** A portal whose platforms answer as a test says. */
export interface ScriptedPortal extends TestPortal {
  prometheus: ScriptedServer;
  alertmanager: ScriptedServer;
  grafana: ScriptedServer;
  loki: ScriptedServer;
  /** As a developer on the gateway's page. */
  ask(
    id: string,
    input: Parameters<TestPortal['read']>[2],
  ): ReturnType<TestPortal['read']>;
}

export async function startScriptedPortal(): Promise<ScriptedPortal> {
  const [prometheus, alertmanager, grafana, loki] = await Promise.all([
    ScriptedServer.start(),
    ScriptedServer.start(),
    ScriptedServer.start(),
    ScriptedServer.start(),
  ]);
  const portal = await startPortal({
    observability: {
      prometheus: { url: prometheus.url, token: TOKEN, timeoutSeconds: 3 },
      alertmanager: { url: alertmanager.url, token: TOKEN },
      grafana: { url: grafana.url, token: TOKEN },
      loki: { url: loki.url, token: TOKEN },
    },
    entities: [
      serviceEntity('prod-api-gateway', 'api-gateway', {
        'grafana/dashboard-selector': 'golden && !old',
      }),
      serviceEntity('prod-user-service', 'user-service', {
        'titanium/prometheus-selector': '{app="user-service"',
      }),
    ],
  });
  return {
    ...portal,
    prometheus,
    alertmanager,
    grafana,
    loki,
    ask: (id, input) =>
      portal.read('developer', id, { cluster: CLUSTER, ...input }, GATEWAY),
    async stop() {
      await portal.stop();
      await Promise.all(
        [prometheus, alertmanager, grafana, loki].map(each => each.stop()),
      );
    },
  };
}
