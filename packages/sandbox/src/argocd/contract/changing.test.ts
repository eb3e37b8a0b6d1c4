import { eventually } from './__testUtils__/client';
import { useContract } from './__testUtils__/context';

jest.setTimeout(60_000);

const API = '/api/v1';
const APP = `${API}/applications/prod-api-gateway`;
const BY_HAND = `${API}/applications/postgres`;

describe('Argo CD changes', () => {
  const contract = useContract();
  const client = () => contract().client;

  const done = (path: string) =>
    eventually(async () => {
      const { operation, status } = await client().get(path);
      return (
        !operation && status.operationState?.finishedAt && status.operationState
      );
    });

  it('by a sync, told on the stream of one application', async () => {
    const stream = await client().stream(
      `${API}/stream/applications?name=postgres`,
      'text/event-stream',
    );
    expect(stream.type).toBe('text/event-stream');
    expect((await stream.next()).result).toMatchObject({
      type: 'ADDED',
      application: { metadata: { name: 'postgres' } },
    });
    const begun = await client().post(`${BY_HAND}/sync`, { prune: false });
    expect(begun.status).toBe(200);
    expect(begun.json.operation.sync.revision).toMatch(/^[0-9a-f]{40}$/);
    expect(begun.json.status.operationState).toBeUndefined();
    const again = await client().post(`${BY_HAND}/sync`, {});
    expect(again.status).toBe(400);
    expect(again.json.code).toBe(9);
    expect(again.json.message).toMatch(
      /another operation is already in progress$/,
    );
    const phases: string[] = [];
    let application: any;
    do {
      ({ application } = (await stream.next()).result);
      phases.push(application.status.operationState?.phase);
    } while (application.operation || phases.at(-1) !== 'Succeeded');
    const state = application.status.operationState;
    expect(state.message).toBe('successfully synced (all tasks run)');
    expect(state.syncResult.resources).toContainEqual(
      expect.objectContaining({
        kind: 'StatefulSet',
        name: 'postgres',
        status: 'Synced',
        message: 'statefulset.apps/postgres unchanged',
      }),
    );
    stream.close();
    expect(phases).toContain('Running');
  });

  it('nothing in a dry run, and in parts what is asked for', async () => {
    const before = await client().get(BY_HAND);
    const resources = [
      {
        group: '',
        kind: 'Service',
        namespace: 'titanium-prod',
        name: 'postgres',
      },
    ];
    await client().post(`${BY_HAND}/sync`, { dryRun: true, resources });
    const state = await done(BY_HAND);
    expect(state.message).toBe('successfully synced (dry run)');
    expect(state.syncResult.resources).toEqual([
      expect.objectContaining({
        kind: 'Service',
        message: 'service/postgres configured (dry run)',
      }),
    ]);
    const after = await client().get(BY_HAND);
    expect(after.status.history).toEqual(before.status.history);
  });

  it('nothing where it is refused', async () => {
    const message = async (path: string, body: unknown) => {
      const { status, json } = await client().post(path, body);
      return [status, json.code, json.message];
    };
    expect(await message(`${APP}/rollback`, { id: 6 })).toEqual([
      400,
      9,
      'rollback cannot be initiated when auto-sync is enabled',
    ]);
    expect(await message(`${BY_HAND}/rollback`, { id: 99 })).toEqual([
      400,
      3,
      'application argocd/postgres does not have deployment with id 99',
    ]);
    expect(await message(`${APP}/sync`, { revision: 'v1.2.0' })).toEqual([
      400,
      9,
      'Cannot sync to v1.2.0: auto-sync currently set to main',
    ]);
    expect(
      await message(`${API}/applications/nope/rollback`, { id: 1 }),
    ).toEqual([403, 7, 'permission denied']);
    const idle = await client().send('DELETE', `${APP}/operation`);
    expect(idle.json).toMatchObject({
      code: 3,
      message: 'Unable to terminate operation. No operation is in progress',
    });
    const patchType = await client().send('PATCH', APP, {
      body: { patch: '{}', patchType: 'strategic' },
    });
    expect(patchType.json.code).toBe(3);
    const project = await client().send('PATCH', APP, {
      body: { patch: '{"spec":{"project":"nope"}}', patchType: 'merge' },
    });
    expect(project.json.message).toMatch(/nope which does not exist$/);
  });

  it('by a rollback once auto-sync is off, which leaves it out of sync', async () => {
    const patch = (enabled: boolean) =>
      client().send('PATCH', APP, {
        body: {
          patchType: 'merge',
          patch: JSON.stringify({
            spec: { syncPolicy: { automated: { enabled } } },
          }),
        },
      });
    expect((await patch(false)).json.spec.syncPolicy.automated.enabled).toBe(
      false,
    );
    const { history } = (await client().get(APP)).status;
    const target = history.at(-2);
    const begun = await client().post(`${APP}/rollback`, { id: target.id });
    expect(begun.json.operation.sync).toMatchObject({
      revision: target.revision,
      syncStrategy: { apply: {} },
    });
    expect((await done(APP)).phase).toBe('Succeeded');
    const rolledBack = await eventually(async () => {
      const app = await client().get(APP);
      return app.status.sync.status === 'OutOfSync' && app;
    });
    expect(rolledBack.status.history.at(-1)).toMatchObject({
      id: history.at(-1).id + 1,
      revision: target.revision,
      initiatedBy: { username: expect.any(String) },
    });
    expect(rolledBack.spec.source).toEqual(target.source);
    await patch(true);
    await eventually(async () => {
      const { status } = await client().get(APP);
      return (
        status.sync.status === 'Synced' && status.health.status === 'Healthy'
      );
    });
  });

  it('of a specification whole', async () => {
    const { spec } = await client().get(BY_HAND);
    const reply = await client().send('PUT', `${BY_HAND}/spec`, {
      body: { ...spec, revisionHistoryLimit: 5 },
    });
    expect(reply.json).toEqual({ ...spec, revisionHistoryLimit: 5 });
    await client().send('PUT', `${BY_HAND}/spec`, { body: spec });
    expect((await client().get(BY_HAND)).spec).toEqual(spec);
  });
});
