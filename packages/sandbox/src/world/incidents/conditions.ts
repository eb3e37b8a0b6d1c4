import { ApiFaults, FaultyApi } from '../types';
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

/** Incidents of the platforms' own APIs. */
export const API: readonly IncidentDefinition[] = [
  {
    name: 'watch-expiry',
    title: 'Watches expire',
    description:
      'Every 15 seconds the API forgets its history: a resourceVersion from before answers 410 Gone, open watches end.',
    targets: ['Kubernetes API'],
    engage: expireHistoryAgainAndAgain,
  },
  ...struck('kubernetes', 'api', 'Kubernetes API'),
  ...struck('prometheus', 'prometheus', 'Prometheus'),
  ...struck('alertmanager', 'alertmanager', 'Alertmanager'),
  ...struck('loki', 'loki', 'Loki'),
  ...struck('grafana', 'grafana', 'Grafana'),
  ...struck('argocd', 'argocd', 'Argo CD'),
];

/** What can be wrong with an API as a whole. */
function struck(
  api: FaultyApi,
  prefix: string,
  platform: string,
): IncidentDefinition[] {
  const targets = [platform];
  const engage =
    <K extends keyof ApiFaults>(fault: K, value: ApiFaults[K]) =>
    ({ faults }: TitaniumWorld) => {
      const before = faults[api][fault];
      faults[api][fault] = value;
      return () => {
        faults[api][fault] = before;
      };
    };
  return [
    {
      name: `${prefix}-slow`,
      title: `Slow: ${platform}`,
      description: `${platform} answers 2.5 seconds late.`,
      targets,
      engage: engage('latencyMs', 2500),
    },
    {
      name: `${prefix}-failing`,
      title: `Failing: ${platform}`,
      description: `${platform} answers every request with 503.`,
      targets,
      engage: engage('failWithStatus', 503),
    },
    {
      name: `${prefix}-forbidden`,
      title: `Forbidden: ${platform}`,
      description: `${platform} takes the portal's rights away: requests answer 403.`,
      targets,
      engage: engage('forbidden', true),
    },
    {
      name: `${prefix}-silent`,
      title: `Silent: ${platform}`,
      description: `${platform} accepts connections and never answers.`,
      targets,
      engage: engage('silent', true),
    },
  ];
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
