import { JsonObject } from '@backstage/types';
import { ActionRunner } from '../actions/__testUtils__/runner';
import { serviceEntity } from '../__testUtils__/sandbox';
import { pickers } from '.';

const GATEWAY = 'prod-api-gateway-deployment';

jest.setTimeout(60_000);

let runner: ActionRunner;

beforeAll(async () => {
  runner = await ActionRunner.start();
});

afterAll(() => runner?.stop());

function choose(
  type: string,
  input: JsonObject = {},
  options: { namespace?: string | null; entity?: string } = {},
) {
  const picker = pickers({ clusters: runner.clusters }).find(
    item => item.type === type,
  )!;
  const { namespace = 'titanium-prod', entity } = options;
  return picker.choices(
    { cluster: 'titanium', namespace, input },
    {
      ...runner.context(),
      entity: entity === undefined ? undefined : serviceEntity(entity),
    },
  );
}

const values = (choices: { value: string }[]) =>
  choices.map(({ value }) => value);

it('offers pods, those of the entity first', async () => {
  const all = await choose('pod');
  expect(values(all)).toEqual([...values(all)].sort());
  expect(all[0].detail).toMatch(/^Running, \d\/\d ready, node-\d$/);
  const own = await choose('pod', {}, { entity: 'prod-user-service' });
  expect(own[0].value).toMatch(/^prod-user-service-deployment-/);
  expect(own).toHaveLength(all.length);
});

it('offers the containers of the chosen pod', async () => {
  const [pod] = await choose('pod', {}, { entity: 'prod-api-gateway' });
  const containers = await choose('container', { pod: pod.value });
  expect(values(containers)).toEqual(
    expect.arrayContaining(['api-gateway', 'istio-proxy']),
  );
  expect(values(containers)).not.toContain('postgres');
  const ofWorkload = await choose('container', {
    workload: { kind: 'statefulset', name: 'postgres' },
  });
  expect(values(ofWorkload)).toContain('postgres');
  const open = await choose('container', { pod: '<pod-name>' });
  expect(values(open)).toEqual(
    expect.arrayContaining(['api-gateway', 'postgres']),
  );
});

it('offers workloads', async () => {
  const own = await choose('deployment', {}, { entity: 'prod-api-gateway' });
  expect(own[0]).toMatchObject({
    value: GATEWAY,
    detail: expect.stringMatching(/^2 of 2 ready, api-gateway:/),
  });
  expect(values(await choose('statefulset'))).toEqual(['postgres']);
});

it('offers revisions, the newest first', async () => {
  const revisions = await choose('revision', {
    kind: 'deployment',
    name: GATEWAY,
  });
  expect(values(revisions)).toEqual(['4', '3', '2', '1']);
  expect(revisions[0].detail).toMatch(/^api-gateway:v1\.2\.3 · .+ · current$/);
  expect(revisions[1].detail).toMatch(/trace headers/);
  expect(Date.parse(revisions[1].time!)).not.toBeNaN();
  await expect(
    choose('revision', { kind: 'deployment', name: '<name>' }),
  ).rejects.toThrow('Choose the workload first');
});

it('offers namespaces, that of the entity first', async () => {
  const names = values(
    await choose('namespace', {}, { namespace: null, entity: 'x' }),
  );
  expect(names[0]).toBe('titanium-prod');
  expect(names).toContain('monitoring');
});

it('offers objects by their kind', async () => {
  expect(await choose('service', {}, { entity: 'prod-user-service' })).toEqual(
    expect.arrayContaining([
      { value: 'prod-user-service', detail: expect.stringMatching(/\d/) },
    ]),
  );
  expect(await choose('hpa')).toEqual(
    expect.arrayContaining([
      {
        value: 'prod-api-gateway-hpa',
        detail: expect.stringMatching(
          /^prod-api-gateway.*: \d+ to \d+, now \d+$/,
        ),
      },
    ]),
  );
  expect(await choose('secret')).toEqual(
    expect.arrayContaining([
      {
        value: 'postgres-secret',
        detail: expect.stringContaining('postgres'),
      },
    ]),
  );
  expect(await choose('cronjob')).toEqual(
    expect.arrayContaining([
      { value: 'postgres-backup', detail: expect.stringContaining('*') },
    ]),
  );
  expect(values(await choose('policy')).length).toBeGreaterThan(0);
  expect(
    values(await choose('policy', { kind: 'peerauthentication' })).length,
  ).toBeGreaterThan(0);
});

it('offers tags of the image that were run here', async () => {
  const input = {
    kind: 'deployment',
    name: GATEWAY,
    images: [
      { container: 'api-gateway', image: 'idongju/api-gateway:<image-tag>' },
    ],
  };
  const tags = await choose('image-tag', input);
  expect(tags[0]).toMatchObject({
    value: 'v1.2.3',
    detail: `${GATEWAY}, current`,
  });
  expect(tags.length).toBeGreaterThan(1);
  expect(new Set(values(tags)).size).toBe(tags.length);
  expect(
    await choose('image-tag', {
      ...input,
      images: [{ container: 'x', image: 'other/thing:<tag>' }],
    }),
  ).toEqual([]);
});

it('asks for the namespace first', async () => {
  await expect(choose('pod', {}, { namespace: null })).rejects.toThrow(
    'Choose the namespace first',
  );
});
