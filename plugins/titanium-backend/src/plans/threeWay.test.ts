import { PlanStep } from '@titanium-portal/backstage-plugin-titanium-common';
import { diffValues } from '@titanium-portal/backstage-plugin-titanium-node';
import { stringify } from 'yaml';
import { changedSince, threeWay } from './threeWay';

const step = (before: object, after: object): PlanStep =>
  ({
    preview: {
      source: 'dry-run',
      entries: diffValues(before as never, after as never),
      before: stringify(before),
      after: stringify(after),
    },
  } as PlanStep);

const web = (image: string, env: string, revision: number) => ({
  metadata: { annotations: { revision } },
  spec: { replicas: 2, image, env },
});

describe('threeWay', () => {
  const made = [step(web('v1', 'a', 1), web('v2', 'a', 1))];

  it('is silent about what controllers keep for themselves', () => {
    const undo = [step(web('v2', 'a', 7), web('v1', 'a', 7))];
    expect(threeWay(made, undo)).toBeUndefined();
  });

  it('shows a change of a field that only the undo would write over', () => {
    const undo = [step(web('v2', 'b', 7), web('v1', 'a', 7))];
    const entries = threeWay(made, undo)!;
    expect(entries).toEqual([
      {
        path: 'spec.env',
        base: '"a"',
        theirs: '"b"',
        ours: '"a"',
        conflict: true,
      },
      {
        path: 'spec.image',
        base: '"v2"',
        theirs: '"v2"',
        ours: '"v1"',
        conflict: false,
      },
    ]);
    expect(changedSince(entries)).toMatchObject({
      severity: 'danger',
      values: { paths: ['spec.env'], conflicts: ['spec.env'] },
    });
  });

  it('tells a change that the undo leaves alone from one it meets', () => {
    const undo = [step(web('v1', 'a', 7), web('v1', 'a', 7))];
    const entries = threeWay(made, undo)!;
    expect(entries).toEqual([
      {
        path: 'spec.image',
        base: '"v2"',
        theirs: '"v1"',
        ours: '"v1"',
        conflict: false,
      },
    ]);
    expect(changedSince(entries).severity).toBe('warning');
  });

  it('takes the first and the last of several steps', () => {
    const two = [
      step(web('v1', 'a', 1), web('v2', 'a', 1)),
      step(web('v2', 'a', 1), web('v3', 'a', 1)),
    ];
    const undo = [step(web('v3', 'a', 1), web('v1', 'a', 1))];
    expect(threeWay(two, undo)).toBeUndefined();
  });
});
