import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../guide/root';
import { checkScript } from '../check/checkText';
import { flagsOf, help, unpackKubectl } from './__testUtils__/kubectl';

const FLAGS = path.join(
  ROOT,
  'plugins/titanium-backend-module-kubernetes/src/grammar/kubectlFlags.json',
);

const declared = JSON.parse(fs.readFileSync(FLAGS, 'utf8')) as Record<
  string,
  string[]
>;

/** The part of a verb whose flags stand for all of it. */
const EXAMPLES: Record<string, string[]> = {
  kubectl: ['options'],
  top: ['top', 'pod', '--help'],
  'create secret': ['create', 'secret', 'generic', '--help'],
};

describe('kubectl 1.29', () => {
  const binary = unpackKubectl();

  it.each(Object.keys(declared))('has these flags: %s', verb => {
    const args = EXAMPLES[verb] ?? [...verb.split(' '), '--help'];
    expect(flagsOf(help(binary, args))).toEqual(declared[verb]);
  });

  it('has no verb that the grammar does not place', () => {
    const verbs = [...help(binary, ['--help']).matchAll(/^ {2}([a-z-]+) {2}/gm)]
      .map(([, verb]) => verb)
      .filter(verb => verb !== 'kubectl');
    expect(verbs.length).toBeGreaterThan(35);
    const unplaced = verbs.filter(verb => {
      const [block] = [...checkScript(`kubectl ${verb} x`)];
      return /has no command/.test(block.statements[0].reason ?? '');
    });
    // These need a word of their own behind them.
    expect(unplaced).toEqual(['set', 'rollout', 'auth']);
  });

  it.each(['set', 'rollout', 'auth', 'create', 'config'])(
    'has no command below %s that the grammar does not place',
    verb => {
      const below = [
        ...help(binary, [verb, '--help']).matchAll(/^ {2}([a-z-]+) {2,}/gm),
      ].map(([, name]) => name);
      expect(below.length).toBeGreaterThan(2);
      for (const name of below) {
        const [block] = [...checkScript(`kubectl ${verb} ${name} x`)];
        expect(block.statements[0].reason ?? '').not.toMatch(/has no command/);
      }
    },
  );
});
