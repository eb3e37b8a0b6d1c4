// The module is tested where it lives in production: in its plugin, under the default policy.
/* eslint-disable @backstage/no-mixed-plugin-imports */
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import titaniumPolicy from '@titanium-portal/backstage-plugin-permission-backend-module-titanium';
import titaniumPlugin from '@titanium-portal/backstage-plugin-titanium-backend';
import {
  PodRow,
  ViewState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { testHttpAuth, until } from '@titanium-portal/test-utils';
import {
  serviceEntity,
  startTestSandbox,
  TestSandbox,
  userEntity,
} from './__testUtils__/sandbox';
import titaniumModuleKubernetes from './index';

jest.setTimeout(60_000);

describe('the Kubernetes module in a back end, over HTTP', () => {
  let platform: TestSandbox;
  let backend: TestBackend;

  beforeAll(async () => {
    platform = await startTestSandbox();
    backend = await startTestBackend({
      features: [
        titaniumPlugin,
        permissionPlugin,
        titaniumPolicy,
        testHttpAuth,
        mockServices.permissions.factory(),
        titaniumModuleKubernetes,
        catalogServiceMock.factory({
          entities: [
            serviceEntity('prod-api-gateway'),
            serviceEntity('prod-nothing'),
            userEntity('somebody'),
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost' },
            permission: { enabled: true },
            ...platform.config,
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await platform?.stop();
  });

  const call = async (path: string, init: RequestInit = {}) =>
    fetch(`http://localhost:${backend.server.port()}/api/titanium${path}`, {
      ...init,
      headers: {
        'content-type': 'application/json',
        authorization: mockCredentials.user.header('user:default/somebody'),
        ...init.headers,
      },
    });
  const pods = async (name: string) => {
    const response = await call(`/entities/default/component/${name}/pods`);
    return {
      code: response.status,
      state: (await response.json()) as ViewState,
    };
  };

  it('answers the pods of a service', async () => {
    const { state } = await until(async () => {
      const answer = await pods('prod-api-gateway');
      return Object.keys(answer.state.collections?.pods ?? {}).length > 0
        ? answer
        : undefined;
    });
    const rows = Object.values(state.collections.pods) as PodRow[];
    expect(rows.map(row => row.name)).toEqual(
      rows.map(() => expect.stringMatching(/^prod-api-gateway-deployment-/)),
    );
    expect(Object.values(state.collections.workloads)).toEqual([
      expect.objectContaining({
        kind: 'deployment',
        name: 'prod-api-gateway-deployment',
      }),
    ]);
    expect(rows[0].workload).toBe(Object.keys(state.collections.workloads)[0]);
  });

  it('answers nothing, soon, for a service without pods', async () => {
    const from = Date.now();
    const { code, state } = await pods('prod-nothing');
    expect(code).toBe(200);
    expect(state.collections).toEqual({ pods: {}, workloads: {} });
    expect(Date.now() - from).toBeLessThan(2_000);
  });

  it('reads by statement', async () => {
    const response = await call('/read', {
      method: 'POST',
      body: JSON.stringify({
        statement: { text: 'kubectl get pods -n titanium-prod' },
      }),
    });
    const answer = await response.json();
    expect(answer).toMatchObject({ action: 'kubernetes.get' });
    expect(answer.result.rows.length).toBeGreaterThan(5);
  });

  it('lists its actions', async () => {
    const { actions } = await (await call('/actions')).json();
    expect(actions.map((action: { id: string }) => action.id)).toEqual(
      expect.arrayContaining([
        'kubernetes.get',
        'kubernetes.workload.scale',
        'kubernetes.workload.restart',
        'kubernetes.workload.undo',
        'kubernetes.pod.delete',
      ]),
    );
  });

  const plan = async (text: string, fields?: object) => {
    const response = await call('/plans', {
      method: 'POST',
      body: JSON.stringify({ statement: { text }, fields }),
    });
    return { code: response.status, body: await response.json() };
  };

  it('plans an autoscaler by the values of its form', async () => {
    const { body } = await plan(
      'kubectl edit hpa prod-api-gateway-hpa -n titanium-prod',
      { maxReplicas: 6 },
    );
    expect(body).toMatchObject({
      action: 'kubernetes.autoscaler.edit',
      sentence: expect.stringContaining('most replicas 5 to 6'),
      decision: { allowed: false, code: 'not-owner' },
    });
  });

  it('shows a probe to whoever reads the service, and lets only its owners run it', async () => {
    const { body } = await plan(
      'kubectl run -it --rm x --image=y --restart=Never -n titanium-prod -- nslookup prod-api-gateway',
    );
    expect(body).toMatchObject({
      action: 'kubernetes.network.probe',
      target: { kind: 'service', name: 'prod-api-gateway' },
      decision: { allowed: false },
    });
    const other = await plan(
      'kubectl run -it --rm x --image=y --restart=Never -n titanium-prod -- nslookup prometheus-operated.monitoring',
    );
    expect(other.body).toMatchObject({
      target: { kind: 'namespace', name: 'titanium-prod' },
      decision: { allowed: false },
    });
    const outside = await plan(
      'kubectl run -it --rm x --image=y --restart=Never -n titanium-prod -- curl http://www.example.com/',
    );
    expect(outside.code).toBe(400);
    expect(outside.body.error.message).toContain('allowedHosts');
  });

  it('needs a person', async () => {
    const response = await call(
      '/entities/default/component/prod-api-gateway/pods',
      { headers: { authorization: mockCredentials.none.header() } },
    );
    expect(response.status).toBe(401);
  });
});
