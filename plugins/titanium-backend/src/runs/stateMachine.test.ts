import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canMovePlan,
  canMoveRun,
  Plan,
  PlanState,
  Run,
  RunEvent,
  RunState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { Person, startPortal, TestPortal } from '../__testUtils__/backend';
import { FakePlatform } from '../__testUtils__/FakePlatform';

const people: Person[] = ['developer', 'lead', 'second-lead', 'operator'];

type Command =
  | { do: 'plan'; person: Person; size: number }
  | { do: 'run'; person: Person; plan: number; key: number }
  | { do: 'approve' | 'reject' | 'renew'; person: Person; plan: number }
  | { do: 'cancel' | 'undo' | 'retry'; person: Person; run: number }
  | { do: 'rights'; of: 'lead' | 'second-lead'; may: boolean }
  | { do: 'take-over' }
  | { do: 'change'; size: number }
  | { do: 'fail' | 'succeed' | 'breakOff' };

const person = fc.constantFrom(...people);
const index = fc.nat({ max: 3 });
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('plan' as const),
      person,
      size: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      person,
      plan: index,
      key: index,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'approve' as const,
        'approve' as const,
        'reject' as const,
        'renew' as const,
      ),
      person,
      plan: index,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'undo' as const, 'retry' as const),
      person,
      run: index,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rights' as const),
      of: fc.constantFrom('lead' as const, 'second-lead' as const),
      may: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('take-over' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      size: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'fail' as const,
        'succeed' as const,
        'breakOff' as const,
      ),
    }),
  },
);

/** What has been seen so far, to compare what comes next with. */
class Model {
  readonly plans: string[] = [];
  readonly runs: string[] = [];
  readonly planStates = new Map<string, PlanState>();

  constructor(
    private readonly portal: TestPortal,
    private readonly platform: FakePlatform,
    /** Gives every run under way to an instance that is not there. */
    private readonly takeOver: () => Promise<void>,
  ) {}

  async apply(step: Command): Promise<void> {
    const { portal, platform } = this;
    const plan = 'plan' in step ? this.#pick(this.plans, step.plan) : undefined;
    const run = 'run' in step ? this.#pick(this.runs, step.run) : undefined;
    switch (step.do) {
      case 'plan':
        this.plans.push((await portal.plan(step.person, 'blog', step.size)).id);
        break;
      case 'run': {
        if (!plan) return;
        const key = `key-number-${this.plans[0]}-${step.key}`.slice(0, 64);
        const { status, body } = await portal.post(step.person, '/runs', {
          planId: plan,
          idempotencyKey: key,
        });
        assert.ok([200, 403, 404, 409].includes(status));
        if (status === 200 && !this.runs.includes(body.id)) {
          this.runs.push(body.id);
        }
        break;
      }
      case 'approve':
      case 'reject':
      case 'renew':
        if (plan) {
          const { hash } = await this.#get<Plan>('plans', plan);
          const body = step.do === 'approve' ? { hash } : {};
          const { status, body: answer } = await portal.post(
            step.person,
            `/plans/${plan}/${step.do}`,
            body,
          );
          assert.ok([200, 403, 404, 409].includes(status));
          if (step.do === 'renew' && status === 200) {
            assert.equal(answer.origin.renewalOf, plan);
            this.plans.push(answer.id);
          }
        }
        break;
      case 'cancel':
        if (run) await portal.post(step.person, `/runs/${run}/cancel`);
        break;
      case 'undo':
      case 'retry': {
        if (!run) return;
        const { body, status } = await portal.post(
          step.person,
          `/runs/${run}/${step.do}`,
        );
        assert.ok([200, 403, 404, 409].includes(status));
        if (status === 200) {
          assert.equal(body.requester, `user:default/${step.person}`);
          this.plans.push(body.id);
        }
        break;
      }
      case 'rights': {
        const user = portal.entities.find(
          entity => entity.metadata.name === step.of,
        )!;
        user.relations = step.may
          ? [{ type: 'memberOf', targetRef: 'group:default/platform-leads' }]
          : [];
        break;
      }
      case 'take-over':
        await this.takeOver();
        break;
      case 'change':
        platform.change('prod', 'blog', step.size);
        break;
      default:
        platform.afterWrite = async () => {
          if (step.do === 'breakOff') throw new Error('connection reset');
        };
        platform.verify = async function* verify() {
          yield step.do === 'fail'
            ? { type: 'failed' as const, reason: 'no' }
            : { type: 'succeeded' as const };
        };
    }
  }

  async check(): Promise<void> {
    const plans = await Promise.all(
      this.plans.map(id => this.#get<Plan>('plans', id)),
    );
    for (const { id, state } of plans) {
      const before = this.planStates.get(id) ?? state;
      assert.ok(state === before || canMovePlan(before, state));
      this.planStates.set(id, state);
    }
    const runs = await Promise.all(
      this.runs.map(id => this.#get<Run>('runs', id)),
    );
    // At most one run on a target is under way.
    assert.ok(runs.filter(({ endedAt }) => !endedAt).length < 2);
    // A plan is consumed exactly by its run.
    const consumed = plans.filter(({ state }) => state === 'consumed');
    assert.deepEqual(
      consumed.map(({ id }) => id).sort(),
      runs.map(({ planId }) => planId).sort(),
    );
    for (const { requester, plan } of runs) {
      assert.equal(requester, plan.requester);
      assert.ok(plan.decision.allowed);
      const { required, judgement } = plan.approval;
      assert.ok(!required || judgement?.verdict === 'approved');
      assert.notEqual(judgement?.by, requester);
    }
  }

  async finish(): Promise<void> {
    const runs = await Promise.all(
      this.runs.map(id => this.portal.ended('operator', id)),
    );
    for (const { id, lastEvent } of runs) {
      const { events } = await this.#get<{ events: RunEvent[] }>(
        'runs',
        `${id}/events`,
      );
      assert.deepEqual(
        events.map(({ sequence }) => sequence),
        Array.from({ length: lastEvent }, (_, n) => n + 1),
      );
      let state: RunState = 'queued';
      for (const event of events.filter(item => item.type === 'state')) {
        const next: RunState = event.type === 'state' ? event.state : state;
        assert.ok(canMoveRun(state, next), `${state} -> ${next}`);
        state = next;
      }
      // Written at most once.
      const { writes } = this.platform;
      assert.ok(writes.filter(write => write.startsWith(id)).length < 2);
    }
  }

  #pick(ids: string[], n: number): string | undefined {
    return ids[ids.length - 1 - n];
  }

  async #get<T>(what: string, id: string): Promise<T> {
    return (await this.portal.get('operator', `/${what}/${id}`)).body;
  }
}

describe('plans and runs under any sequence of requests', () => {
  let portal: TestPortal;
  let platform: FakePlatform;
  let directory: string;
  let knex: Knex;
  beforeAll(async () => {
    platform = new FakePlatform();
    directory = await mkdtemp(join(tmpdir(), 'titanium-'));
    portal = await startPortal({
      platform,
      // On PostgreSQL a portal has databases of its own in any case.
      directory: process.env.TITANIUM_TEST_POSTGRES ? undefined : directory,
      titanium: { runs: { lease: { milliseconds: 300 } } },
    });
    knex = portal.openDatabase();
  });
  afterAll(async () => {
    await knex.destroy();
    await portal.stop();
    await rm(directory, { recursive: true });
  });

  const takeOver = async () => {
    await knex('runs')
      .whereNull('ended_at')
      .update({
        lease_owner: 'somebody else',
        lease_epoch: knex.raw('lease_epoch + 1'),
        lease_until: '2020-01-01T00:00:00.000Z',
      });
  };

  it('keep their states, their locks and their history', async () => {
    const property = fc.asyncProperty(
      fc.array(command, { minLength: 5, maxLength: 25 }),
      async commands => {
        const model = new Model(portal, platform, takeOver);
        for (const step of commands) {
          await model.apply(step);
          await model.check();
        }
        await model.finish();
      },
    );
    await expect(fc.assert(property, { numRuns: 25 })).resolves.toBeUndefined();
    const { body } = await portal.get('operator', '/audit/verify');
    expect(body.broken).toBeUndefined();
  }, 120_000);
});
