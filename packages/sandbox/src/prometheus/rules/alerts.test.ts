import {
  Monitored,
  eventually,
  startMonitored,
} from '../contract/__testUtils__/target';

const SCRAPE_MS = 15_000;

describe('alerts, from a bad release to the Alertmanager and back', () => {
  let monitored: Monitored;

  beforeAll(async () => {
    monitored = await startMonitored();
  });
  afterAll(() => monitored.stop());

  const json = async (url: string) => (await fetch(url)).json();
  const alerts = async () =>
    (await json(`${monitored.prometheus}/api/v1/alerts`)).data.alerts;
  const held = () => json(`${monitored.alertmanager}/api/v2/alerts`);
  const query = async (text: string) =>
    (
      await json(
        `${monitored.prometheus}/api/v1/query?query=${encodeURIComponent(
          text,
        )}`,
      )
    ).data.result;

  /** Lets time pass, scrape by scrape, until the alert of a name is in a state; returns the seconds it took. */
  async function until(name: string, state: string, seconds: number) {
    for (let passed = 0; passed <= seconds; passed += 15) {
      const states = (await alerts())
        .filter((alert: any) => alert.labels.alertname === name)
        .map((alert: any) => alert.state);
      if ((states[0] ?? 'inactive') === state) {
        return passed;
      }
      monitored.clock.advance(SCRAPE_MS);
    }
    throw new Error(`${name} is not ${state} after ${seconds} s`);
  }

  it('fires for a release that answers with 5xx, and resolves after its end', async () => {
    const { incidents, clock } = monitored;
    expect(await alerts()).toEqual([]);
    incidents.start('bad-release');
    await until('HighErrorRate', 'pending', 120);
    expect(await held()).toEqual([]);
    const waited = await until('HighErrorRate', 'firing', 120);
    expect(waited).toBe(60);

    const [firing] = await alerts();
    expect(firing.labels).toEqual({
      alertname: 'HighErrorRate',
      severity: 'critical',
      namespace: 'titanium-prod',
      app: 'api-gateway',
      service: 'prod-api-gateway',
      destination_service_name: 'prod-api-gateway',
    });
    expect(firing.annotations.runbook_url).toBe(
      '/docs/default/system/titanium/runbook/rollout-and-rollback?entity=component:default/prod-api-gateway#argocd-rollback',
    );
    expect(firing.annotations.summary).toMatch(
      /^prod-api-gateway answers 2\d(\.\d+)?% of its requests with an error$/,
    );
    const [sent] = await eventually(async () => {
      const list = await held();
      return list.length > 0 ? list : undefined;
    });
    expect(sent).toMatchObject({
      labels: firing.labels,
      annotations: firing.annotations,
      status: { state: 'active', silencedBy: [], inhibitedBy: [] },
      startsAt: new Date(clock.now() - (clock.now() % SCRAPE_MS)).toISOString(),
    });
    expect((await query('ALERTS{alertstate="firing"}'))[0].metric).toEqual({
      __name__: 'ALERTS',
      alertstate: 'firing',
      ...firing.labels,
    });
    expect((await query('ALERTS_FOR_STATE'))[0].value[1]).toBe(
      String(Date.parse(firing.activeAt) / 1000),
    );

    incidents.stop('bad-release');
    expect(await until('HighErrorRate', 'inactive', 240)).toBeLessThan(180);
    await eventually(async () => {
      // What ends now is gone a moment later.
      clock.advance(1);
      return (await held()).length === 0 ? true : undefined;
    });
    expect(await query('ALERTS')).toEqual([]);
  });

  it('counts the restarts of a pod that is killed again and again', async () => {
    monitored.incidents.start('oom');
    await until('PodRestarting', 'firing', 3600);
    const [alert] = await alerts();
    expect(alert.labels).toMatchObject({
      alertname: 'PodRestarting',
      severity: 'warning',
      app: 'auth-service',
      service: 'prod-auth-service',
      namespace: 'titanium-prod',
    });
    expect(Number(alert.value)).toBeGreaterThanOrEqual(5);
    expect(alert.annotations.summary).toMatch(/has restarted .* times/);
  });
});
