import { R } from '../resources';
import { NAMESPACE } from '../seed/titanium/services';
import { KubeObject } from '../types';
import { TitaniumWorld } from '../world';
import { IncidentDefinition } from './incident';

const NAME = 'prod-blog-service-hpa';
/** More pods than git allows the blog service. */
const EDITED = 8;

interface Before {
  maxReplicas: number;
}

const find = ({ store }: TitaniumWorld) =>
  store.get(R.horizontalPodAutoscalers, NAMESPACE, NAME);

function write(
  { store }: TitaniumWorld,
  autoscaler: KubeObject,
  maxReplicas: number,
): void {
  store.update(R.horizontalPodAutoscalers, {
    ...autoscaler,
    spec: { ...autoscaler.spec, maxReplicas },
  });
}

/** A change by hand in the cluster that git knows nothing of. */
export const DRIFT: IncidentDefinition = {
  name: 'argo-drift',
  title: 'Drift from git',
  description:
    'Somebody has raised the blog service’s maximum of pods in the cluster: Argo CD calls the application OutOfSync.',
  targets: [`horizontalpodautoscaler/${NAME} -n ${NAMESPACE}`],
  begin(world): Before | undefined {
    const autoscaler = find(world);
    if (!autoscaler) {
      return undefined;
    }
    const { maxReplicas } = autoscaler.spec;
    write(world, autoscaler, EDITED);
    return { maxReplicas };
  },
  end(world, before: Before | undefined) {
    const autoscaler = find(world);
    // Who has synced or edited meanwhile keeps what they have.
    if (before && autoscaler?.spec.maxReplicas === EDITED) {
      write(world, autoscaler, before.maxReplicas);
    }
  },
};
