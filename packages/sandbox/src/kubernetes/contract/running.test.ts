import { eventually, STRATEGIC_PATCH } from './__testUtils__/client';
import { useContract } from './__testUtils__/context';
import { deployment } from './__testUtils__/objects';

const PODS = '/api/v1/namespaces/titanium-prod/pods';
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z /;

jest.setTimeout(120_000);

/** Logs, events and metrics of what runs. */
describe('Kubernetes API: running', () => {
  const contract = useContract();
  let pod: string;

  beforeAll(async () => {
    const list = await contract().client.get(
      `${PODS}?labelSelector=app=api-gateway&fieldSelector=status.phase=Running`,
    );
    pod = list.items[0].metadata.name;
  });
  const log = (query: string) =>
    contract().client.send(`${PODS}/${pod}/log?${query}`);

  it('needs to know which container', async () => {
    const reply = await log('');
    expect(reply.json).toMatchObject({
      code: 400,
      message: `a container name must be specified for pod ${pod}, choose one of: [api-gateway istio-proxy] or one of the init containers: [istio-init]`,
    });
    const wrong = await log('container=nope');
    expect(wrong.json.message).toBe(
      `container nope is not valid for pod ${pod}`,
    );
  });

  it('gives the last lines, stamped when asked', async () => {
    const reply = await log('container=api-gateway&tailLines=3');
    expect(reply.headers['content-type']).toBe('text/plain');
    expect(reply.text.trim().split('\n')).toHaveLength(3);
    const stamped = await log(
      'container=api-gateway&tailLines=5&timestamps=true',
    );
    const lines = stamped.text.trim().split('\n');
    expect(lines.every(line => STAMP.test(line))).toBe(true);
    const stamps = lines.map(line => line.split(' ')[0]);
    expect([...stamps].sort()).toEqual(stamps);
  });

  it('resumes at a time', async () => {
    const all = await log('container=api-gateway&timestamps=true&tailLines=9');
    const lines = all.text.trim().split('\n');
    const [since] = lines[4].split(' ');
    const rest = await log(
      `container=api-gateway&timestamps=true&sinceTime=${since}`,
    );
    expect(rest.text.split('\n')[0]).toBe(lines[4]);
    const future = await log(
      'container=api-gateway&sinceTime=2199-01-01T00:00:00Z',
    );
    expect(future.text).toBe('');
    const both = await log(
      'container=api-gateway&sinceTime=2020-01-01T00:00:00Z&sinceSeconds=1',
    );
    expect(both.status).toBe(422);
  });

  it('stops at a number of bytes', async () => {
    const reply = await log('container=api-gateway&limitBytes=50');
    expect(reply.text).toHaveLength(50);
  });

  it('follows', async () => {
    const reader = await contract().client.lines(
      `${PODS}/${pod}/log?container=api-gateway&follow=true&tailLines=1`,
    );
    expect(await reader.next()).toEqual(expect.any(String));
    expect(await reader.next()).toEqual(expect.any(String));
    reader.close();
  });

  it('has no log of a run that never was', async () => {
    const reply = await log('container=api-gateway&previous=true');
    expect(reply.json).toMatchObject({
      code: 400,
      message: `previous terminated container "api-gateway" in pod "${pod}" not found`,
    });
  });

  it('says what a container waits for', async () => {
    const { client, apps, core, namespace } = contract();
    const body = deployment(namespace, 'unpullable');
    await client.create(`${apps}/deployments`, body);
    await client.patch(`${apps}/deployments/unpullable`, STRATEGIC_PATCH, {
      spec: {
        template: {
          spec: {
            containers: [{ name: 'web', image: 'nginx:does-not-exist' }],
          },
        },
      },
    });
    const waiting = await eventually(async () => {
      const { items } = await client.get(
        `${core}/pods?labelSelector=app=unpullable`,
      );
      return items.find((item: any) =>
        item.status.containerStatuses?.some((status: any) =>
          /ImagePull/.test(status.state.waiting?.reason ?? ''),
        ),
      );
    });
    const { name } = waiting.metadata;
    const reply = await client.send(`${core}/pods/${name}/log?container=web`);
    expect(reply.json.message).toBe(
      `container "web" in pod "${name}" is waiting to start: trying and failing to pull image`,
    );
    const events = await client.get(
      `${core}/events?fieldSelector=involvedObject.name=${name},type=Warning`,
    );
    expect(events.items.map((event: any) => event.reason)).toContain('Failed');
  });

  it('measures pods and nodes', async () => {
    const { client } = contract();
    const metrics = '/apis/metrics.k8s.io/v1beta1';
    const list = await client.get(
      `${metrics}/namespaces/titanium-prod/pods?labelSelector=app=api-gateway`,
    );
    expect(list.items.length).toBeGreaterThan(0);
    expect(list.items[0]).toMatchObject({
      kind: 'PodMetrics',
      metadata: { labels: { app: 'api-gateway' } },
      window: expect.any(String),
    });
    expect(list.items[0].containers[0].usage).toEqual({
      cpu: expect.stringMatching(/^\d+n?$/),
      memory: expect.stringMatching(/^\d+Ki$/),
    });
    const nodes = await client.get(`${metrics}/nodes`);
    expect(nodes.items[0].kind).toBe('NodeMetrics');
    const none = await client.send(
      `${metrics}/namespaces/titanium-prod/pods/nope`,
    );
    expect(none.json.message).toBe(
      'podmetrics.metrics.k8s.io "titanium-prod/nope" not found',
    );
  });
});
