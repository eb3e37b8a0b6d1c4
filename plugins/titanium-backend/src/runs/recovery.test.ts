import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Knex from 'knex';
import { RunEvent } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { startPortal, TestPortal } from '../__testUtils__/backend';
import { FakePlatform } from '../__testUtils__/FakePlatform';

const never = () => new Promise<void>(() => {});

/**
 * A crash is a second back end on a copy of the database as it was at that moment: the first one never learns of it, as
 * a killed process does not.
 */
describe('after a crash', () => {
  let directory: string;
  const portals: TestPortal[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'titanium-'));
  });
  afterEach(async () => {
    await Promise.all(portals.splice(0).map(portal => portal.stop()));
    await rm(directory, { recursive: true });
  });

  async function start(platform: FakePlatform, name: string) {
    const portal = await startPortal({
      platform,
      directory: join(directory, name),
      // Writes that never end are part of these tests.
      titanium: { runs: { shutdownWait: { milliseconds: 50 } } },
    });
    portals.push(portal);
    return portal;
  }

  const open = (name: string) =>
    Knex({
      client: 'better-sqlite3',
      connection: { filename: join(directory, name, 'titanium.sqlite') },
      useNullAsDefault: true,
    });

  /** The database of one back end as another will find it, perhaps with something changed. */
  async function crash(
    from: string,
    to: string,
    change: (knex: ReturnType<typeof open>) => Promise<void> = async () => {},
  ) {
    await mkdir(join(directory, to), { recursive: true });
    const source = open(from);
    await source.raw('VACUUM INTO ?', [join(directory, to, 'titanium.sqlite')]);
    await source.destroy();
    const copy = open(to);
    await change(copy);
    await copy.destroy();
  }

  async function runUntil(
    platform: FakePlatform,
    state: string,
  ): Promise<string> {
    const portal = await start(platform, 'first');
    const plan = await portal.plan('developer', 'blog', 3);
    const { body } = await portal.run('developer', plan);
    await until(async () => {
      const run = (await portal.get('developer', `/runs/${body.id}`)).body;
      return run.state === state || undefined;
    });
    return body.id;
  }

  it('before the write: nothing is written, and the run says so', async () => {
    const platform = new FakePlatform();
    platform.beforeWrite = never;
    const id = await runUntil(platform, 'applying');
    await crash('first', 'second');
    const portal = await start(platform, 'second');
    const run = await portal.ended('developer', id);
    expect(run).toMatchObject({
      state: 'failed',
      steps: [{ error: expect.stringContaining('nothing was changed') }],
    });
    expect(platform.writes).toEqual([]);
    // The target is free for the next attempt.
    platform.beforeWrite = async () => {};
    const plan = await portal.plan('developer', 'blog', 4);
    expect((await portal.run('developer', plan)).status).toBe(200);
  });

  it('after the write and before its record: found, watched, never written twice', async () => {
    const platform = new FakePlatform();
    platform.afterWrite = never;
    const id = await runUntil(platform, 'applying');
    await until(() => platform.writes.length || undefined);
    await crash('first', 'second');
    const portal = await start(platform, 'second');
    const run = await portal.ended('developer', id);
    expect(run).toMatchObject({ state: 'succeeded', undo: { possible: true } });
    expect(platform.writes).toHaveLength(1);
  });

  it('after the write, with the object changed since: unknown', async () => {
    const platform = new FakePlatform();
    platform.afterWrite = never;
    const id = await runUntil(platform, 'applying');
    await until(() => platform.writes.length || undefined);
    platform.change('prod', 'blog', 42);
    await crash('first', 'second');
    const portal = await start(platform, 'second');
    const run = await portal.ended('developer', id);
    expect(run).toMatchObject({
      state: 'unknown',
      steps: [{ state: 'unknown' }],
    });
    expect(platform.writes).toHaveLength(1);
    const { body } = await portal.get('developer', `/runs/${id}/audit`);
    expect(body.rows.at(-1)).toMatchObject({ event: 'run.unknown' });
  });

  it('during verification: watched again to the end', async () => {
    const platform = new FakePlatform();
    const succeed = platform.verify;
    platform.verify = async function* hang() {
      await never();
    };
    const id = await runUntil(platform, 'verifying');
    await crash('first', 'second');
    platform.verify = succeed;
    const portal = await start(platform, 'second');
    expect((await portal.ended('developer', id)).state).toBe('succeeded');
    expect(platform.writes).toHaveLength(1);
    // Going on is no new state.
    const { body } = await portal.get('developer', `/runs/${id}/events`);
    const states = (body.events as RunEvent[]).flatMap(event =>
      event.type === 'state' ? [event.state] : [],
    );
    expect(states).toEqual(['applying', 'applied', 'verifying', 'succeeded']);
  });

  it('while queued: carried out, unless the plan has expired meanwhile', async () => {
    const platform = new FakePlatform();
    platform.beforeWrite = never;
    const id = await runUntil(platform, 'applying');
    const queued = async (knex: ReturnType<typeof open>) => {
      await knex('runs').update({ state: 'queued' });
      await knex('run_steps').update({ state: 'pending' });
    };
    await crash('first', 'second', queued);
    await crash('first', 'third', async knex => {
      await queued(knex);
      await knex('plans').update({ expires_at: '2020-01-01T00:00:00.000Z' });
    });
    platform.beforeWrite = async () => {};
    const late = await start(platform, 'third');
    expect((await late.ended('developer', id)).state).toBe('failed');
    expect(platform.writes).toEqual([]);
    const intime = await start(platform, 'second');
    expect((await intime.ended('developer', id)).state).toBe('succeeded');
    expect(platform.writes).toHaveLength(1);
  });

  it('a holder that comes back after its run was taken over writes nothing more', async () => {
    const platform = new FakePlatform();
    let goOn = () => {};
    platform.afterWrite = () =>
      new Promise<void>(resolve => {
        goOn = resolve;
      });
    const id = await runUntil(platform, 'applying');
    await until(() => platform.writes.length || undefined);
    const knex = open('first');
    await knex('runs').update({ lease_owner: 'another', lease_epoch: 2 });
    goOn();
    await portals[0].stop();
    portals.pop();
    const row = await knex('runs').where({ id }).first();
    expect(row).toMatchObject({ state: 'applying', lease_owner: 'another' });
    await knex.destroy();
  });

  it('a stop waits for the write and leaves the watching to the next start', async () => {
    const platform = new FakePlatform();
    const succeed = platform.verify;
    platform.verify = async function* hang(signal) {
      await new Promise(resolve => signal.addEventListener('abort', resolve));
    };
    const id = await runUntil(platform, 'verifying');
    await portals.pop()!.stop();
    platform.verify = succeed;
    const portal = await start(platform, 'first');
    expect((await portal.ended('developer', id)).state).toBe('succeeded');
    expect(platform.writes).toHaveLength(1);
  });
});
