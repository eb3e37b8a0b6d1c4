import { ask } from './__testUtils__/answers';
import { useTarget } from './__testUtils__/target';

/** What any Prometheus 2 that scrapes the platform answers; `TITANIUM_SANDBOX_PROMETHEUS_URL` names another one. */
describe('the HTTP API of Prometheus', () => {
  const url = useTarget(
    'TITANIUM_SANDBOX_PROMETHEUS_URL',
    ({ prometheus }) => prometheus,
  );
  const get = (path: string, parameters: Record<string, string> = {}) =>
    ask(url(), path, parameters);
  const data = async (path: string, parameters: Record<string, string> = {}) =>
    (await get(path, parameters)).body.data;

  it('says that it is well, and when it is for the platform', async () => {
    for (const [path, word] of [
      ['/-/healthy', 'Healthy'],
      ['/-/ready', 'Ready'],
    ]) {
      const response = await fetch(`${url()}${path}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(`Prometheus Server is ${word}.\n`);
      expect(Date.parse(response.headers.get('date')!)).not.toBeNaN();
    }
  });

  it('takes queries in the address and as a form', async () => {
    const query = 'vector(7)';
    const expected = { metric: {}, value: [expect.any(Number), '7'] };
    expect((await data('query', { query })).result).toEqual([expected]);
    const form = await fetch(`${url()}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query, time: '5' }),
    });
    expect(await form.json()).toEqual({
      status: 'success',
      data: { resultType: 'vector', result: [{ metric: {}, value: [5, '7'] }] },
    });
    const range = await fetch(`${url()}/api/v1/query_range`, {
      method: 'POST',
      body: new URLSearchParams({ query, start: '1', end: '2', step: '0.5' }),
    });
    expect((await range.json()).data.result[0].values).toEqual([
      [1, '7'],
      [1.5, '7'],
      [2, '7'],
    ]);
  });

  it('has had six hours of traffic at least', async () => {
    const now = Number((await data('query', { query: 'time()' })).result[0]);
    const { result } = await data('query_range', {
      query: 'sum(rate(istio_requests_total{namespace="titanium-prod"}[5m]))',
      start: String(now - 6 * 3600),
      end: String(now),
      step: '60',
    });
    expect(result[0].values).toHaveLength(361);
    for (const [, value] of result[0].values) {
      expect(Number(value)).toBeGreaterThan(100);
    }
  });

  it('lists series, labels and values', async () => {
    const match = { 'match[]': 'istio_requests_total{response_code="200"}' };
    const series = await data('series', match);
    expect(series.length).toBeGreaterThanOrEqual(8);
    expect(series[0]).toMatchObject({
      __name__: 'istio_requests_total',
      namespace: 'titanium-prod',
      job: 'istio-proxy',
      reporter: 'destination',
      request_protocol: 'http',
      connection_security_policy: 'mutual_tls',
    });
    expect(await data('labels', match)).toEqual(
      [...Object.keys(series[0])].sort(),
    );
    expect(await data('label/app/values', match)).toEqual([
      'api-gateway',
      'auth-service',
      'blog-service',
      'user-service',
    ]);
    expect(await data('label/__name__/values')).toEqual(
      expect.arrayContaining(['node_cpu_seconds_total', 'up']),
    );
  });

  it('refuses what the real server refuses', async () => {
    expect(await get('series')).toEqual({
      status: 400,
      body: {
        status: 'error',
        errorType: 'bad_data',
        error: 'no match[] parameter provided',
      },
    });
    expect((await get('series', { 'match[]': 'up{' })).body.error).toBe(
      'invalid parameter "match[]": 1:4: parse error: unexpected end of input inside braces',
    );
    expect((await get('label/a-b/values')).body.error).toBe(
      'invalid label name: "a-b"',
    );
    expect((await get('query', { query: 'sum(' })).body).toEqual({
      status: 'error',
      errorType: 'bad_data',
      error:
        'invalid parameter "query": 1:5: parse error: unclosed left parenthesis',
    });
    const many = await get('query', {
      query: 'kube_pod_labels * on (namespace) kube_pod_labels',
    });
    expect(many.status).toBe(422);
    expect(many.body.errorType).toBe('execution');
    expect(many.body.error).toMatch(
      /^found duplicate series for the match group \{namespace="[^"]+"\} on the right hand-side/,
    );
    expect((await fetch(`${url()}/api/v1/nothing`)).status).toBe(404);
  });

  it('knows its targets, its metrics and its rules', async () => {
    const { activeTargets } = await data('targets', { state: 'active' });
    expect(activeTargets.length).toBeGreaterThan(10);
    expect(new Set(activeTargets.map((item: any) => item.health))).toEqual(
      new Set(['up']),
    );
    expect(await data('metadata', { metric: 'istio_requests_total' })).toEqual({
      istio_requests_total: [
        { type: 'counter', help: expect.any(String), unit: '' },
      ],
    });
    const { groups } = await data('rules');
    expect(groups[0].rules.map((rule: any) => rule.name)).toEqual([
      'HighErrorRate',
      'HighCpuUsage',
      'PodRestarting',
      'DiskUsageHigh',
    ]);
    expect(await data('alerts')).toEqual({ alerts: [] });
    expect((await data('status/buildinfo')).version).toMatch(/^2\./);
  });
});
