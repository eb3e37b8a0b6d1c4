import {
  isDnsLabel,
  isDnsSubdomain,
  ParsedStatement,
  readBlock,
} from '@titanium-portal/backstage-plugin-titanium-common';
import fc from 'fast-check';
import guide from './__fixtures__/guideCommands.json';
import { kubectlGrammar } from './index';

const WORDS =
  'get describe logs top scale rollout undo restart status history delete events apply exec pod pods deploy/web deployment sts/db web all secrets nodes -n --namespace prod -nprod -n=prod --namespace= -A -l app=x app= --all --replicas=3 --replicas=-1 --replicas 3 --to-revision=2 -f -c --tail=5 -o yaml -oyaml jsonpath={.a} --force --dry-run=server --as=x -- <pod-name> <kind> $NS ${NS} {app} [NAME] "" \' " * a,b a/b ../x %2e -it - \u2013n';

const commands = fc
  .array(fc.oneof(fc.constantFrom(...WORDS.split(' ')), fc.string()), {
    maxLength: 10,
  })
  .map(words => ['kubectl', ...words].join(' '));

function parse(text: string, values?: Record<string, string>) {
  return readBlock(text, {
    language: 'bash',
    grammars: [kubectlGrammar],
    context: { clusters: ['titanium'] },
    values,
  });
}

/** Fields of a change that are neither a name nor asked for. */
function wildFields({ verdict, input, placeholders }: ParsedStatement) {
  if (!input || (verdict !== 'change' && verdict !== 'form')) {
    return [];
  }
  const { name, namespace } = input as Record<string, string>;
  const asked = (value: string) =>
    placeholders.some(({ text }) => value.includes(text));
  return [
    ...(asked(name) || isDnsSubdomain(name) ? [] : [name]),
    ...(asked(namespace) || isDnsLabel(namespace) ? [] : [namespace]),
  ];
}

it('never throws, and changes name one object in one namespace', () => {
  fc.assert(
    fc.property(commands, text => {
      for (const statement of parse(text)) {
        const { verdict, reason } = statement;
        expect(verdict !== 'refuse' || /[.?]$/.test(reason ?? '')).toBe(true);
        expect(wildFields(statement)).toEqual([]);
      }
    }),
    { numRuns: 3000 },
  );
});

it('never lets a value add a target', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('', '*', '-A', '--all', 'a b', 'a,b', 'x/y', '$(id)'),
  );
  fc.assert(
    fc.property(value, given => {
      const [statement] = parse('kubectl delete pod <pod-name> -n prod', {
        '<pod-name>': given,
      });
      const name = statement.input?.name;
      expect(
        name === undefined || (name === given && isDnsSubdomain(given)),
      ).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it('reads a page of 200 blocks fast', () => {
  const blocks = Array.from(
    { length: 200 },
    (_, index) => guide[index % guide.length].text,
  );
  // Processor time: the machine may have other things to do.
  const time = () => {
    const start = process.cpuUsage();
    blocks.forEach(text => parse(text));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const best = Math.min(...Array.from({ length: 40 }, time));
  expect(best).toBeLessThan(50);
});
