import { placesOf } from './places';

const session = (text: string, verb: string | null) =>
  placesOf({ verdict: 'session', verb, text });

describe('where a session is replaced', () => {
  it.each([
    ['kubectl exec -it pod -- sh', 'kubectl exec', ['pods', 'logs']],
    [
      'kubectl port-forward svc/prometheus 9090 -n monitoring',
      'kubectl port-forward',
      ['metrics'],
    ],
    [
      'kubectl port-forward svc/alertmanager 9093',
      'kubectl port-forward',
      ['alerts'],
    ],
    [
      'kubectl port-forward svc/loki 3100 -n monitoring',
      'kubectl port-forward',
      ['logs'],
    ],
    [
      'kubectl port-forward svc/argocd-server -n argocd 8080:443',
      'kubectl port-forward',
      ['delivery'],
    ],
    [
      'kubectl port-forward svc/user-service 5001',
      'kubectl port-forward',
      ['pods', 'metrics'],
    ],
    ['argocd login localhost:8080', null, ['delivery']],
    ['kubectl cp a:/x .', 'kubectl cp', ['logs', 'pods']],
    ['kubectl config use-context x', 'kubectl config', []],
  ])('%s', (text, verb, places) => {
    expect(session(text, verb)).toEqual(places);
  });

  it('is nowhere for what is no session', () => {
    expect(
      placesOf({ verdict: 'read', verb: 'kubectl exec', text: 'x' }),
    ).toEqual([]);
  });
});
