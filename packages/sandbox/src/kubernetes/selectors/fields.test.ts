import fc from 'fast-check';
import { ResourceType } from '../resources/types';
import { fieldPredicate, parseFieldSelector } from './fields';

const POD = { kind: 'Pod', custom: false } as ResourceType;

function pod(name: string, status: object = {}, spec: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'prod' },
    spec,
    status,
  };
}

const escape = (value: string) => value.replace(/[\\,=]/g, '\\$&');

describe('field selectors', () => {
  it('reads back what was escaped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.boolean()), { minLength: 1 }),
        terms => {
          const text = terms
            .map(
              ([value, negated]) =>
                `metadata.name${negated ? '!=' : '='}${escape(value)}`,
            )
            .join(',');
          expect(parseFieldSelector(text)).toEqual(
            terms.map(([value, negated]) => ({
              field: 'metadata.name',
              value,
              negated,
            })),
          );
        },
      ),
    );
  });

  it('selects by name, phase and node; an absent field is empty', () => {
    const matches = (selector: string) =>
      fieldPredicate(POD, parseFieldSelector(selector));
    expect(matches('metadata.name=a')(pod('a'))).toBe(true);
    expect(matches('status.phase!=Running')(pod('a'))).toBe(true);
    expect(
      matches('status.phase=Running,spec.nodeName=n')(
        pod('a', { phase: 'Running' }, { nodeName: 'n' }),
      ),
    ).toBe(true);
    expect(matches('spec.nodeName=')(pod('a'))).toBe(true);
    expect(matches('spec.hostNetwork=false')(pod('a'))).toBe(true);
  });

  it('refuses what it cannot read', () => {
    expect(() => parseFieldSelector('nonsense')).toThrow(
      'invalid field selector: "nonsense"; can\'t understand "nonsense"',
    );
    expect(() =>
      fieldPredicate(
        { kind: 'Gateway', custom: true } as ResourceType,
        parseFieldSelector('spec.x=1'),
      ),
    ).toThrow(
      '"spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
    );
  });
});
