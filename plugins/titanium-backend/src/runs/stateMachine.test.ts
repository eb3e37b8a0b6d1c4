import assert from 'node:assert/strict';
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
import { Person, startPortal, TestPortal } from '../__testUtils__/backend';
import { FakePlatform } from '../__testUtils__/FakePlatform';

const people: Person[] = ['developer', 'lead', 'operator'];

type Command =
  | { do: 'plan'; person: Person; size: number }
  | { do: 'run'; person: Person; plan: number; key: number }
  | { do: 'approve' | 'reject'; person: Person; plan: number }
  | { do: 'cancel' | 'undo'; person: Person; run: number }
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
      do: fc.constantFrom('approve' as const, 'reject' as const),
      person,
      plan: index,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'undo' as const),
      person,
      run: index,
    }),
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
        if (plan) {
          const { hash } = await this.#get<Plan>('plans', plan);
          const body = step.do === 'approve' ? { hash } : {};
          await portal.post(step.person, `/plans/${plan}/${step.do}`, body);
        }
        break;
      case 'cancel':
        if (run) await portal.post(step.person, `/runs/${run}/cancel`);
        break;
      case 'undo': {
        if (!run) return;
        const { body, status } = await portal.post(
          step.person,
          `/runs/${run}/undo`,
        );
        if (status === 200) this.plans.push(body.id);
        break;
      }
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
  beforeAll(async () => {
    platform = new FakePlatform();
    portal = await startPortal({ platform });
  });
  afterAll(() => portal.stop());

  it('keep their states, their locks and their history', async () => {
    const property = fc.asyncProperty(
      fc.array(command, { minLength: 5, maxLength: 25 }),
      async commands => {
        const model = new Model(portal, platform);
        for (const step of commands) {
          await model.apply(step);
          await model.check();
        }
        await model.finish();
      },
    );
    await expect(fc.assert(property, { numRuns: 25 })).resolves.toBeUndefined();
  }, 120_000);
});
