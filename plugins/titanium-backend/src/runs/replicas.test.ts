import { randomUUID } from 'node:crypto';
import { JsonObject } from '@backstage/types';
import { Plan, Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import {
  Hold,
  PlatformServer,
  Point,
} from '../__testUtils__/replicas/PlatformServer';
import { Postgres, postgresBin } from '../__testUtils__/replicas/Postgres';
import { Replica } from '../__testUtils__/replicas/Replica';
import { openStream } from '../__testUtils__/streams';

// Whole back ends start in processes of their own.
jest.setTimeout(120_000);

const onPostgres = postgresBin ? describe : describe.skip;

/** Where a run is held, and by which action: each has another fence. */
const POINTS = {
  'before the write': { point: 'put', action: 'fake.resize' },
  'after the write and before its record': {
    point: 'answer',
    action: 'fake.resize',
  },
  'during verification': { point: 'verify', action: 'fake.resize' },
  'before a write that nothing fences': { point: 'put', action: 'fake.poke' },
  'before a write that its name makes one': {
    point: 'put',
    action: 'fake.job',
  },
} as const satisfies Record<string, { point: Point; action: string }>;

type Where = keyof typeof POINTS;

const WHERES = Object.keys(POINTS) as Where[];

onPostgres('two back ends on one PostgreSQL', () => {
  let postgres: Postgres;
  let server: PlatformServer;
  let platform: string;
  let config: JsonObject;
  let one: Replica;
  let two: Replica;
  const replicas: Replica[] = [];

  async function replica(): Promise<Replica> {
    const started = await Replica.start(platform, config);
    replicas.push(started);
    return started;
  }

  beforeAll(async () => {
    server = new PlatformServer();
    platform = await server.start();
    postgres = await Postgres.start();
    config = {
      app: { baseUrl: 'http://portal.example' },
      backend: {
        baseUrl: 'http://localhost:7007',
        database: {
          client: 'pg',
          prefix: `titanium_${randomUUID().slice(0, 8)}_`,
          connection: postgres.connection,
        },
      },
      permission: { enabled: true },
      titanium: { runs: { lease: { seconds: 3 } } },
    };
    // At once, on databases that are not there yet.
    [one, two] = await Promise.all([replica(), replica()]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map(item => item.kill()));
    await postgres?.destroy();
    await server?.stop();
  });

  let things = 0;
  /** A thing that nobody has touched. */
  function thing(): string {
    things += 1;
    const name = `thing-${things}`;
    server.platform.things.set(`prod/${name}`, {
      uid: name,
      generation: 1,
      size: 2,
    });
    return name;
  }
  const sizeOf = (name: string) => server.platform.get('prod', name).size;
  const codeOf = ({ body }: { body: any }) => body.error?.code;

  interface Held {
    id: string;
    name: string;
    hold: Hold;
  }

  /** One run at every point, each held there. */
  async function holdEverywhere(by: Replica): Promise<Record<Where, Held>> {
    const held = await Promise.all(
      WHERES.map(async where => {
        const { point, action } = POINTS[where];
        const name = thing();
        const hold = server.hold(point, name);
        const plan = await by.plan('operator', name, { action });
        const { body } = await by.run('operator', plan);
        await hold.reached;
        return [where, { id: body.id, name, hold }] as const;
      }),
    );
    return Object.fromEntries(held) as Record<Where, Held>;
  }

  async function endedOn(by: Replica, held: Record<Where, Held>) {
    const runs = await Promise.all(
      WHERES.map(
        async where => [where, await by.ended(held[where].id)] as const,
      ),
    );
    return Object.fromEntries(runs) as Record<Where, Run>;
  }

  const openAll = (held: Record<Where, Held>) =>
    Object.values(held).forEach(({ hold }) => hold.open());

  const eventsOf = async (by: Replica, id: string): Promise<string[]> =>
    (await by.get('operator', `/audit?subject=${id}&limit=200`)).body.rows.map(
      (row: { event: string }) => row.event,
    );

  describe('when one is killed', () => {
    let held: Record<Where, Held>;
    let runs: Record<Where, Run>;
    let waiting: Plan;
    let approval: Promise<unknown>;

    beforeAll(async () => {
      held = await holdEverywhere(one);
      const name = thing();
      waiting = await one.plan('operator', name, { size: 60 });
      const looking = server.hold('look', name);
      approval = one.approve('lead', waiting).catch(error => error);
      await looking.reached;
      await one.kill();
      looking.open();
      openAll(held);
      runs = await endedOn(two, held);
    });
    // Its place is taken by another, as a cluster would do.
    afterAll(async () => {
      one = await replica();
    });

    it.each<[Where, string, number, number]>([
      ['before the write', 'failed', 0, 2],
      ['after the write and before its record', 'succeeded', 1, 3],
      ['during verification', 'succeeded', 1, 3],
      ['before a write that nothing fences', 'unknown', 0, 2],
      ['before a write that its name makes one', 'succeeded', 1, 2],
    ])('%s, the run ends %s', async (where, state, writes, size) => {
      const { id, name } = held[where];
      expect(runs[where].state).toBe(state);
      expect(server.writesOf(id)).toHaveLength(writes);
      expect(sizeOf(name)).toBe(size);
      expect(await eventsOf(two, id)).toContain('run.taken_over');
    });

    it('says that nothing was changed, and a new plan does it', async () => {
      const { id, name } = held['before the write'];
      expect(runs['before the write'].steps[0].error).toMatch(
        'nothing was changed',
      );
      const { body: plan } = await two.post('operator', `/runs/${id}/retry`);
      const { body } = await two.run('operator', plan);
      expect((await two.ended(body.id)).state).toBe('succeeded');
      expect(server.writesOf(body.id)).toEqual([`${body.id} ${name}=3`]);
    });

    it('during an approval, the plan waits still, and is approved once', async () => {
      await approval;
      const { body: plan } = await two.get('operator', `/plans/${waiting.id}`);
      expect(plan.state).toBe('awaiting_approval');
      expect(codeOf(await two.run('operator', waiting))).toBe(
        'approval-required',
      );
      const answers = await Promise.all([
        two.approve('lead', waiting),
        two.approve('second-lead', waiting),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { body } = await two.run('operator', waiting);
      expect((await two.ended(body.id)).state).toBe('succeeded');
      expect(server.writesOf(body.id)).toHaveLength(1);
    });
  });

  describe('when one stands still past its lease', () => {
    let held: Record<Where, Held>;
    let runs: Record<Where, Run>;

    beforeAll(async () => {
      held = await holdEverywhere(one);
      one.pause();
      openAll(held);
      runs = await endedOn(two, held);
      one.resume();
      // Everything it was about to send comes now.
      await until(
        () =>
          (server.platform.refused.includes(
            `${held['before the write'].id} ${held['before the write'].name}`,
          ) &&
            server.platform.refused.includes(
              `${held['before a write that its name makes one'].id} ${held['before a write that its name makes one'].name}`,
            ) &&
            server.writesOf(held['before a write that nothing fences'].id)
              .length === 1) ||
          undefined,
        30_000,
      );
    });

    it.each<[Where, string, number, number]>([
      ['before the write', 'failed', 0, 2],
      ['after the write and before its record', 'succeeded', 1, 3],
      ['during verification', 'succeeded', 1, 3],
      // The late write has come, as was to be feared: nobody claims to know.
      ['before a write that nothing fences', 'unknown', 1, 3],
      ['before a write that its name makes one', 'succeeded', 1, 2],
    ])(
      '%s, the run ends %s and stays so',
      async (where, state, writes, size) => {
        const { id, name } = held[where];
        expect(runs[where].state).toBe(state);
        expect(server.writesOf(id)).toHaveLength(writes);
        expect(sizeOf(name)).toBe(size);
        for (const portal of [one, two]) {
          const { body } = await portal.get('operator', `/runs/${id}`);
          expect(body).toMatchObject({
            state,
            lastEvent: runs[where].lastEvent,
          });
        }
      },
    );
  });

  it('start once for one key, ten times at once on both', async () => {
    const plan = await one.plan('operator', thing());
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 ? one : two).run('operator', plan, 'double-click'),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    await one.ended([...ids][0]);
    expect(server.writesOf([...ids][0])).toHaveLength(1);
  });

  it('start once for one plan, whatever the keys', async () => {
    const name = thing();
    const plan = await one.plan('operator', name);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 ? one : two).run('operator', plan, `key-number-${n}`),
      ),
    );
    const started = answers.filter(({ status }) => status === 200);
    expect(started).toHaveLength(1);
    const lost = answers.filter(({ status }) => status !== 200);
    expect(lost.map(codeOf)).toEqual(Array(9).fill('plan-consumed'));
    await two.ended(started[0].body.id);
    expect(
      server.platform.writes.filter(at => at.includes(`${name}=`)),
    ).toEqual([`${started[0].body.id} ${name}=3`]);
  });

  it('let one of two people at one target', async () => {
    const name = thing();
    const [mine, theirs] = await Promise.all([
      one.plan('operator', name, { size: 5 }),
      two.plan('second-operator', name, { size: 7 }),
    ]);
    const hold = server.hold('put', name);
    const answers = await Promise.all([
      one.run('operator', mine),
      two.run('second-operator', theirs),
    ]);
    const winner = answers.find(({ status }) => status === 200)!;
    const loser = answers.find(({ status }) => status !== 200)!;
    expect([loser.status, codeOf(loser)]).toEqual([409, 'target-locked']);
    hold.open();
    await one.ended(winner.body.id);
    expect(
      server.platform.writes.filter(at => at.includes(`${name}=`)),
    ).toEqual([expect.stringContaining(winner.body.id)]);
  });

  it('approve once on both, and use it once', async () => {
    const plan = await one.plan('operator', thing(), { size: 60 });
    const approvals = await Promise.all([
      one.approve('lead', plan),
      two.approve('second-lead', plan),
    ]);
    expect(approvals.map(({ status }) => status).sort()).toEqual([200, 409]);
    const starts = await Promise.all([
      one.run('operator', plan, 'first-key'),
      two.run('operator', plan, 'second-key'),
    ]);
    expect(starts.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('show live on one what the other carries out', async () => {
    const name = thing();
    const hold = server.hold('verify', name);
    const { body } = await one.run(
      'operator',
      await one.plan('operator', name),
    );
    await hold.reached;
    const stream = await openStream(two.url, two.header('operator'), [
      { topic: 'run', params: { id: body.id } },
    ]);
    await stream.next('snapshot');
    hold.open();
    // Looking again by itself would take half a minute.
    const told = await stream.next('delta', message =>
      JSON.stringify(message).includes('"succeeded"'),
    );
    expect(told).toMatchObject({ id: 's0', type: 'delta' });
    stream.close();
  });

  it('show on one that its run was taken back on the other', async () => {
    const plan = await one.plan('operator', thing());
    const { body } = await one.run('operator', plan);
    await one.ended(body.id);
    const stream = await openStream(one.url, one.header('operator'), [
      { topic: 'run', params: { id: body.id } },
    ]);
    await stream.next('snapshot');
    const { body: undo } = await two.post('operator', `/runs/${body.id}/undo`);
    const { body: back } = await two.run('operator', undo);
    await two.ended(back.id);
    const told = await stream.next('delta', message =>
      JSON.stringify(message).includes('"undone"'),
    );
    expect(told).toMatchObject({ type: 'delta' });
    stream.close();
  });

  describe('when the database restarts', () => {
    it('loses nothing and does nothing twice', async () => {
      const held = await holdEverywhere(one);
      const plan = await two.plan('operator', thing());
      await postgres.stop('immediate');
      const away = await two.run('operator', plan).catch(() => undefined);
      expect(away?.status ?? 503).toBeGreaterThanOrEqual(500);
      openAll(held);
      await until(
        () =>
          WHERES.every(where => server.writesOf(held[where].id).length === 1) ||
          undefined,
      );
      await postgres.resume();
      const runs = await endedOn(two, held);
      expect(WHERES.map(where => runs[where].state)).toEqual(
        WHERES.map(() => 'succeeded'),
      );
      expect(
        WHERES.map(where => server.writesOf(held[where].id).length),
      ).toEqual(WHERES.map(() => 1));
      const { status, body } = await two.run('operator', plan);
      expect(status).toBe(200);
      await two.ended(body.id);
      expect(server.writesOf(body.id)).toHaveLength(1);
    });
  });

  it('keep one whole audit chain through all of it', async () => {
    const { body } = await two.get('operator', '/audit/verify');
    expect(body.broken).toBeUndefined();
    expect(body.rows).toBe(body.head.sequence);
    expect(body.rows).toBeGreaterThan(100);
  });
});
