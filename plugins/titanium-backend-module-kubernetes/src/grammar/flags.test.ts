import { Flag, flags, GLOBAL_FLAGS } from './flags';
import { VERBS } from './kubectl';
import kubectlFlags from './kubectlFlags.json';

const real: Record<string, string[]> = kubectlFlags;

/** Taken as flags of a verb where kubectl has them for all, and the other way round. */
const shape = ({ name, short, takes }: Flag) => ({ name, short, takes });

describe('the flags that are read', () => {
  it.each(VERBS.map(verb => [verb.path.join(' '), verb] as const))(
    'are flags of kubectl %s, with or without a value as there',
    (path, verb) => {
      const known = [...(real[path] ?? []), ...real.kubectl].flatMap(text =>
        flags(text).map(shape),
      );
      expect(known).toEqual(expect.arrayContaining(verb.flags.map(shape)));
    },
  );

  it('of every verb are those of kubectl', () => {
    const known = real.kubectl.flatMap(text => flags(text).map(shape));
    expect(known).toEqual(expect.arrayContaining(GLOBAL_FLAGS.map(shape)));
  });
});
