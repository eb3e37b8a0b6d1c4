import {
  ParsedStatement,
  readBlock,
} from '@titanium-portal/backstage-plugin-titanium-common';
import fc from 'fast-check';
import { istioctlGrammar, kubectlGrammar } from './index';

/** Commands that change something, each in a common form. */
const CHANGES = [
  'kubectl scale deployment web -n prod --replicas=3',
  'kubectl set image deployment/web app=team/app:v1 -n prod',
  'kubectl rollout restart deployment/web -n prod',
  'kubectl rollout undo deployment/web -n prod --to-revision=2',
  'kubectl rollout pause deployment/web -n prod',
  'kubectl delete pod web-1 -n prod',
  'kubectl create job once --from=cronjob/backup -n prod',
  'kubectl run x -it --rm --image=y --restart=Never -n prod -- nslookup web',
  'kubectl run x -it --rm --image=y --restart=Never -n prod -- curl -s http://web/a',
  'kubectl apply -f web.yaml -n prod',
  "kubectl apply -n prod -f - <<'EOF'\nkind: X\nEOF",
  'kubectl edit hpa web -n prod',
  'kubectl edit configmap web -n prod',
  "kubectl get secret db -n prod -o jsonpath='{.data.A}' | base64 -d",
  'kubectl create secret generic db -n prod --from-literal=A=$V --dry-run=client -o yaml | kubectl apply -f -',
];

function parse(text: string, language = 'bash'): ParsedStatement[] {
  return readBlock(text, {
    language,
    grammars: [kubectlGrammar, istioctlGrammar],
    context: { clusters: ['titanium'] },
  });
}

const meaning = ({ action, input }: ParsedStatement) => ({ action, input });
const carriedOut = ({ action, verdict }: ParsedStatement) =>
  action !== null && (verdict === 'change' || verdict === 'form');

/** Words of a command line; quoted ones stay whole. */
const wordsOf = (text: string) => text.match(/'[^']*'|\S+/g) ?? [];

const STRANGE =
  '--all -A --force --prune -R --as=x --as x --kubeconfig=k --server=s --token=t --raw=/ --record --cascade=orphan --grace-period=0 --now --dry-run=none --overwrite=false -l app=x --selector=app=x --field-selector=a=b --nonsense --nonsense=1 -z -zz -namespace=other --namspace=other -n other other a/b deployment/other * ../x %2e %00 $(id) `id` ${X:-y} \\ -- - = ==  --= -= --replicas=9 --replicas 9 --to-revision=9 --image=evil evil=image -f other -k other --context=other'
    .split(' ')
    .filter(Boolean);

/** Flags that some verb takes; every other must end the reading. */
const KNOWN = new Set(
  'namespace context request-timeout v replicas current-replicas timeout field-manager to-revision wait from save-config image restart rm stdin tty attach quiet command leave-stdin-open image-pull-policy pod-running-timeout filename kustomize validate overwrite openapi-patch output windows-line-endings from-literal dry-run no-headers ignore-not-found show-kind chunk-size server-print'.split(
    ' ',
  ),
);

/** Whether every letter and digit of a word's value stands in what would be carried out. */
function isShown(word: string, { input }: ParsedStatement): boolean {
  const value = word.replace(/^--[a-z-]+=?|^-[a-zA-Z]=?/, '');
  const pieces = value.match(/[\p{L}\p{N}]+/gu) ?? [];
  const text = JSON.stringify(input);
  return pieces.length > 0 && pieces.every(piece => text.includes(piece));
}

describe('a change with something more in it', () => {
  it('is refused, or means the same, or says what it is', () => {
    const edits = fc.record({
      text: fc.constantFrom(...CHANGES),
      at: fc.nat(20),
      word: fc.oneof(
        fc.constantFrom(...STRANGE),
        // Operators and comments end a command for every shell: what is left of it is another one.
        fc
          .string({ minLength: 1, maxLength: 6 })
          .filter(text => !/[#;&|<>\n]/.test(text)),
        fc.stringMatching(/^--?[a-z]{1,12}(=[a-z0-9]{0,4})?$/),
      ),
    });
    fc.assert(
      fc.property(edits, ({ text, at, word }) => {
        const words = wordsOf(text.split('\n')[0]);
        const rest = text.split('\n').slice(1);
        words.splice(1 + (at % words.length), 0, word);
        const changed = [words.join(' '), ...rest].join('\n');
        const before = parse(text)[0];
        for (const statement of parse(changed).filter(carriedOut)) {
          // What is still carried out holds the word in the open, or is unchanged by it.
          const same =
            JSON.stringify(meaning(statement)) ===
            JSON.stringify(meaning(before));
          const shown = isShown(word, statement);
          expect([text, changed, same || shown]).toEqual([text, changed, true]);
        }
      }),
      { numRuns: 6000 },
    );
  });

  it('never takes a flag that kubectl does not have', () => {
    const flag = fc
      .stringMatching(/^--[a-z]{2,14}(=[a-z0-9]{1,4})?$/)
      .filter(text => text.slice(2).split('=')[0].length > 1);
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANGES.filter(text => !text.includes(' -- '))),
        flag,
        (text, word) => {
          const [first, ...rest] = text.split('\n');
          const words = wordsOf(first);
          words.splice(2, 0, word);
          const [statement] = parse([words.join(' '), ...rest].join('\n'));
          const known = KNOWN.has(word.slice(2).split('=')[0]);
          expect(known || !carriedOut(statement)).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is never made by dropping a word', () => {
    // A shorter command is another command: it may be refused or read, but never hit something that it does not name.
    for (const text of CHANGES) {
      const [first, ...rest] = text.split('\n');
      const words = wordsOf(first);
      for (let at = 1; at < words.length; at++) {
        const shorter = words.filter((_, index) => index !== at).join(' ');
        for (const statement of parse([shorter, ...rest].join('\n'))) {
          const { name, namespace } = (statement.input ?? {}) as {
            name?: string;
            namespace?: string;
          };
          const wild =
            carriedOut(statement) &&
            (name === '' || namespace === '' || name === '*');
          expect([shorter, wild]).toEqual([shorter, false]);
        }
      }
    }
  });
});

it('reads any text without throwing', () => {
  const words =
    'kubectl istioctl x describe analyze pod svc get set image create job secret generic apply edit run auth can-i rollout pause -n p -f - -k dir --from=cronjob/x --from-literal=A=$B --dry-run=client -o yaml jsonpath={.data.A} | base64 -d <<EOF <<\'EOF\' \n EOF $(date +%s) <x> $X ${X} {x} [X] "" \' " ; && > file -- curl http://a nslookup'.split(
      ' ',
    );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), {
        maxLength: 14,
      }),
      fc.constantFrom('bash', 'console', 'text'),
      (parts, language) => {
        for (const statement of parse(parts.join(' '), language)) {
          const { verdict, reason, action, input } = statement;
          expect(verdict !== 'refuse' || /[.?]$/.test(reason ?? '')).toBe(true);
          expect((action === null) === (input === null)).toBe(true);
        }
      },
    ),
    { numRuns: 4000 },
  );
});
