import { TitaniumWorld } from '../world';
import { IncidentDefinition } from './incident';

const EXPIRY_MS = 15_000;

/** Incidents of traffic: services behave, but more happens than usual. */
export const TRAFFIC: readonly IncidentDefinition[] = [
  {
    name: 'load',
    title: 'Traffic surge',
    description:
      'Four times the usual requests on every service: CPU rises and the autoscalers add pods up to their maximum.',
    targets: ['all services of titanium-prod'],
    engage: world => world.traffic.add({ from: world.clock.now(), load: 4 }),
  },
  {
    name: 'log-flood',
    title: 'Log flood',
    description: 'The pods of the blog service log 250 times as much as usual.',
    targets: ['pods of prod-blog-service'],
    engage: world =>
      world.traffic.add({
        from: world.clock.now(),
        services: ['prod-blog-service'],
        logs: 250,
      }),
  },
];

/** Incidents of the Kubernetes API itself. */
export const API: readonly IncidentDefinition[] = [
  {
    name: 'watch-expiry',
    title: 'Watches expire',
    description:
      'Every 15 seconds the API forgets its history: a resourceVersion from before answers 410 Gone, open watches end.',
    targets: ['Kubernetes API'],
    engage: expireHistoryAgainAndAgain,
  },
  {
    name: 'api-slow',
    title: 'Slow API',
    description: 'The Kubernetes API answers 2.5 seconds late.',
    targets: ['Kubernetes API'],
    engage: world => setFault(world, 'latencyMs', 2500),
  },
  {
    name: 'api-failing',
    title: 'Failing API',
    description: 'The Kubernetes API answers every request with 503.',
    targets: ['Kubernetes API'],
    engage: world => setFault(world, 'failWithStatus', 503),
  },
  {
    name: 'api-forbidden',
    title: 'API forbids',
    description:
      'The credentials of the portal lose their rights: reads and writes answer 403.',
    targets: ['Kubernetes API'],
    engage: world => setFault(world, 'forbidden', true),
  },
  {
    name: 'api-silent',
    title: 'Silent API',
    description: 'The Kubernetes API accepts connections and never answers.',
    targets: ['Kubernetes API'],
    engage: world => setFault(world, 'silent', true),
  },
];

type Faults = TitaniumWorld['faults']['kubernetes'];

function setFault<K extends keyof Faults>(
  { faults }: TitaniumWorld,
  fault: K,
  value: Faults[K],
): () => void {
  const before = faults.kubernetes[fault];
  faults.kubernetes[fault] = value;
  return () => {
    faults.kubernetes[fault] = before;
  };
}

function expireHistoryAgainAndAgain(world: TitaniumWorld): () => void {
  let cancel = () => {};
  const expire = () => {
    world.store.expireHistory();
    cancel = world.clock.after(EXPIRY_MS, expire);
  };
  expire();
  return () => cancel();
}
