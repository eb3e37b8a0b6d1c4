import { readBlock } from '@titanium-portal/backstage-plugin-titanium-common';
import guide from './__fixtures__/guideCommands.json';
import { istioctlGrammar, kubectlGrammar } from './index';

const VARIABLES = 'NAMESPACE="titanium-prod"\nPOD="postgres-0"\n';

describe('the commands of the operations guide', () => {
  it.each(guide.map(entry => [entry.text, entry] as const))(
    '%s',
    (_, entry) => {
      const statements = readBlock(VARIABLES + entry.text, {
        language: 'bash',
        grammars: [kubectlGrammar, istioctlGrammar],
        context: { clusters: ['titanium'] },
      });
      const [statement, ...more] = statements.slice(2);
      expect(more).toEqual([]);
      expect({
        text: statement.text,
        verdict: statement.verdict,
        verb: statement.verb,
        action: statement.action,
        input: statement.input,
        placeholders: statement.placeholders.map(
          ({ text, type }) => `${text} ${type}`,
        ),
        filters: statement.filters.map(({ name, args }) =>
          [name, ...args].join(' '),
        ),
      }).toEqual(entry);
      expect(statement.line).toBe(3);
      expect(statement.action ?? statement.reason).toMatch(
        /^(?:kubernetes|istio)\.|\.$/,
      );
    },
  );

  it('reads most of them', () => {
    const run = guide.filter(({ action }) => action !== null);
    expect(run.length / guide.length).toBeGreaterThan(0.75);
  });
});
