import { aRun, aStatement } from '../testing/samples';
import { lastRunsOf } from './lastRuns';

const target = (name: string | null) => ({
  cluster: 'titanium',
  namespace: 'titanium-prod',
  kind: 'deployment',
  name,
  selector: null,
  allNamespaces: false,
});

const origin = { type: 'document', verified: true, stepHash: 'a' } as const;

const run = (id: string, day: number, change = {}) =>
  aRun({ id, startedAt: `2026-01-0${day}T00:00:00Z`, origin, ...change });

describe('the last runs of a statement', () => {
  const runs = [
    run('b', 2),
    run('a', 1),
    run('e', 5, { origin: { ...origin, stepHash: 'b' } }),
    run('g', 7, { origin: { ...origin, verified: false } }),
    run('d', 4),
    run('c', 3),
    run('f', 6, {
      target: { ...aRun().target, name: 'prod-user-service-deployment' },
    }),
  ];
  const ids = (name: string | null, values = {}, text = '<name>') =>
    lastRunsOf(
      aStatement({
        stepHash: 'a',
        target: target(name),
        placeholders: [{ text, type: 'deployment' as never }] as never,
      }),
      values,
      runs,
    ).map(({ id }) => id);

  it('are the newest three verified ones of its step on its target, oldest first', () => {
    expect(ids('prod-api-gateway-deployment')).toEqual(['b', 'c', 'd']);
  });

  it('are of any target while that is open, and of the chosen one then', () => {
    expect(ids('<name>')).toEqual(['c', 'd', 'f']);
    expect(ids('<name>', { '<name>': 'prod-user-service-deployment' })).toEqual(
      ['f'],
    );
  });
});
