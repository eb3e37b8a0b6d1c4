import fc from 'fast-check';
import { checkMarkdown, checkScript } from './checkText';

const PIECES = [
  '```bash\n',
  '```\n',
  '~~~logql\n',
  '~~~\n',
  '````promql\n',
  '````\n',
  '> ',
  '- ',
  '   ',
  '<!--',
  '-->\n',
  '\n',
  '\r\n',
  'kubectl get pods -n <ns> | grep x\n',
  'kubectl delete pod $POD -n prod\n',
  'kubectl apply -f - <<EOF\n',
  'EOF\n',
  'argocd app sync shop\n',
  'istioctl analyze -n prod\n',
  '{namespace="prod"} |= "x"\n',
  'sum(rate(a{b="c"}[5m])) by (d)\n',
  'SELECT 1;\n',
  '$ ',
  '# ',
  '"',
  "'",
  '$(',
  '\\\n',
  '\u202e',
  '파드',
];

const documents = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8 })), {
    maxLength: 40,
  })
  .map(pieces => pieces.join(''));

it('checks any text, and every line it names is one of the file', () => {
  fc.assert(
    fc.property(documents, fc.boolean(), (text, script) => {
      const lines = text.split('\n').length;
      const blocks = [...(script ? checkScript(text) : checkMarkdown(text))];
      for (const { line, statements } of blocks) {
        expect(line).toBeLessThanOrEqual(lines);
        for (const statement of statements) {
          expect(statement.line).toBeGreaterThanOrEqual(line);
          expect(statement.line).toBeLessThanOrEqual(lines);
          expect(statement.verdict !== 'refuse' || !!statement.reason).toBe(
            true,
          );
          expect(statement.action === null).toBe(statement.input === null);
        }
      }
    }),
    { numRuns: 4000 },
  );
});
