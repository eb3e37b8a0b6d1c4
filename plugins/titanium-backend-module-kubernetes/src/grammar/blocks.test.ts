import {
  readBlock,
  ReadBlockOptions,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { kubectlGrammar } from './index';

const read = (text: string, values?: ReadBlockOptions['values']) =>
  readBlock(text, {
    language: 'bash',
    grammars: [kubectlGrammar],
    context: { clusters: ['titanium'], namespace: 'shop' },
    values,
  });

describe('a variable that takes what a command prints', () => {
  it.each([
    "POD=$(kubectl get pods -n prod -l app=web -o jsonpath='{.items[0].metadata.name}')",
    'POD="$(kubectl get pod -n prod -l app=web -o name)"',
    'export POD=$(kubectl -n prod get pods -o name | head -1)',
  ])('%s is not run; reads ask for it, changes refuse it', assignment => {
    const [first, logs, remove] = read(
      `${assignment}\nkubectl logs $POD -n prod\nkubectl delete pod "$POD" -n prod`,
    );
    expect(first).toMatchObject({ verdict: 'prose', action: null });
    expect(logs).toMatchObject({
      verdict: 'read',
      action: 'kubernetes.logs',
      placeholders: [{ text: '$POD', type: 'pod' }],
    });
    expect(remove).toMatchObject({
      verdict: 'refuse',
      action: null,
      reason: expect.stringContaining('$POD'),
    });
  });

  it('feeds no change, whatever value it is given', () => {
    const [, remove] = read(
      'POD=$(kubectl get pods -o name)\nkubectl delete pod $POD -n prod',
      { $POD: 'web-1' },
    );
    expect(remove).toMatchObject({ verdict: 'refuse', action: null });
    const [, apply] = read(
      'A=$(kubectl get cm a -o name)\nkubectl apply -f - <<EOF\na: $A\nEOF',
    );
    expect(apply).toMatchObject({ verdict: 'refuse', action: null });
  });

  it('is an ordinary one again when it is set to a text', () => {
    const [, , remove] = read(
      'POD=$(kubectl get pods -o name)\nPOD=web-1\nkubectl delete pod $POD -n prod',
    );
    expect(remove).toMatchObject({
      verdict: 'change',
      input: { name: 'web-1' },
    });
  });

  it.each([
    'POD=$(kubectl delete pod a -n prod)',
    'POD=$(kubectl get pods; kubectl delete pod a)',
    'POD=$(kubectl get pods && kubectl delete pod a)',
    'POD=$(kubectl get pods $(kubectl delete pod a))',
    'POD=$(kubectl get pods `kubectl delete pod a`)',
    'POD=$(kubectl get pods > x)',
    'POD=$(kubectl get pods) kubectl delete pod a -n prod',
    'POD=$(kubectl get pods) && kubectl delete pod a -n prod',
  ])('%s is refused', text => {
    expect(read(text)[0]).toMatchObject({ verdict: 'refuse', action: null });
  });
});

describe('a namespace that the block switches to', () => {
  const SWITCH = 'kubectl config set-context --current --namespace=prod\n';

  it('must stand in the commands behind it', () => {
    const [first, pods, scale, written, all, nodes] = read(
      `${SWITCH}kubectl get pods\nkubectl scale deploy/a --replicas=2\nkubectl get pods -n other\nkubectl get pods -A\nkubectl get nodes`,
    );
    expect(first).toMatchObject({ verdict: 'session' });
    for (const statement of [pods, scale]) {
      expect(statement).toMatchObject({
        verdict: 'refuse',
        action: null,
        reason: expect.stringContaining('-n prod'),
      });
    }
    expect(written).toMatchObject({
      verdict: 'read',
      input: { namespace: 'other' },
    });
    expect(all).toMatchObject({ verdict: 'read' });
    expect(nodes).toMatchObject({ verdict: 'read' });
  });

  it('is the same as the one that is read anyway', () => {
    const [, pods] = read(`${SWITCH.replace('prod', 'shop')}kubectl get pods`);
    expect(pods).toMatchObject({
      verdict: 'read',
      input: { namespace: 'shop' },
    });
  });

  it('ends with the block', () => {
    read(SWITCH);
    expect(read('kubectl get pods')[0]).toMatchObject({ verdict: 'read' });
  });
});

it('reads --record without effect', () => {
  const [plain] = read('kubectl set image deploy/a app=b:1 -n prod');
  const [recorded] = read(
    'kubectl set image deploy/a app=b:1 -n prod --record',
  );
  expect(recorded.input).toEqual(plain.input);
  expect(recorded.verdict).toBe('change');
});
