import { R } from '../resources';
import { APP_SERVICES, NAMESPACE } from '../seed/titanium/services';
import { KubeObject } from '../types';
import { TitaniumWorld } from '../world';
import { deliveredRelease } from './delivered';
import { DRIFT } from './drift';
import { IncidentDefinition } from './incident';

const CAUSE = 'kubernetes.io/change-cause';

/** What a deployment had before an incident's release. */
interface Before {
  template: KubeObject['spec'];
  cause?: string;
}

interface Release {
  service: string;
  cause: string;
  change(container: KubeObject['spec']): KubeObject['spec'];
}

/** An incident that is a release: it rolls out like any other, and undoing it is a rollout too. */
function release(
  incident: Pick<IncidentDefinition, 'name' | 'title' | 'description'>,
  { service, cause, change }: Release,
): IncidentDefinition {
  const app = APP_SERVICES.find(({ id }) => id === service)!;
  const find = (world: TitaniumWorld) =>
    world.store.get(R.deployments, NAMESPACE, app.workload);
  return {
    ...incident,
    targets: [`deployment/${app.workload} -n ${NAMESPACE}`],
    begin(world): Before | undefined {
      const deployment = find(world);
      if (!deployment) {
        return undefined;
      }
      const { template } = deployment.spec;
      const before = {
        template,
        cause: deployment.metadata.annotations?.[CAUSE],
      };
      const containers = template.spec.containers.map(
        (container: { name: string }) =>
          container.name === app.app ? change(container) : container,
      );
      write(world, deployment, cause, {
        ...template,
        spec: { ...template.spec, containers },
      });
      return before;
    },
    end(world, before: Before | undefined) {
      const deployment = find(world);
      // Who has rolled back or released anew meanwhile keeps what they have.
      if (deployment?.metadata.annotations?.[CAUSE] === cause && before) {
        write(world, deployment, before.cause, before.template);
      }
    },
  };
}

function write(
  world: TitaniumWorld,
  deployment: KubeObject,
  cause: string | undefined,
  template: KubeObject['spec'],
): void {
  const { [CAUSE]: replaced, ...annotations } =
    deployment.metadata.annotations ?? {};
  world.store.update(R.deployments, {
    ...deployment,
    metadata: {
      ...deployment.metadata,
      annotations: { ...annotations, ...(cause ? { [CAUSE]: cause } : {}) },
    },
    spec: { ...deployment.spec, template },
  });
}

const image = (name: string) => (container: KubeObject['spec']) => ({
  ...container,
  image: name,
});

export const RELEASES: readonly IncidentDefinition[] = [
  release(
    {
      name: 'bad-image',
      title: 'Release with an image that does not exist',
      description:
        'The user service is released with a tag nobody pushed: the new pod ends in ImagePullBackOff, the old ones go on serving.',
    },
    {
      service: 'prod-user-service',
      cause: 'release v1.2.5-does-not-exist',
      change: image('idongju/user-service:v1.2.5-does-not-exist'),
    },
  ),
  release(
    {
      name: 'crash-loop',
      title: 'Release that crashes at its start',
      description:
        'The blog service is released with a setting missing: the new pod ends in CrashLoopBackOff with a stack trace in its log.',
    },
    {
      service: 'prod-blog-service',
      cause: 'release v1.3.0: full-text search',
      change: image('idongju/blog-service:v1.3.0'),
    },
  ),
  release(
    {
      name: 'oom',
      title: 'Release that outgrows its memory',
      description:
        'The auth service is released with a leak: pods become ready, grow past their limit, and are OOMKilled again and again.',
    },
    {
      service: 'prod-auth-service',
      cause: 'release v1.3.0: token cache',
      change: image('idongju/auth-service:v1.3.0'),
    },
  ),
  release(
    {
      name: 'pending',
      title: 'Release that asks for more than any node has',
      description:
        'The blog service is released with a request of 32 cores: its new pod stays Pending with FailedScheduling.',
    },
    {
      service: 'prod-blog-service',
      cause: 'release v1.2.3: bigger requests',
      change: container => ({
        ...container,
        resources: {
          requests: { ...container.resources?.requests, cpu: '32' },
          limits: { ...container.resources?.limits, cpu: '32' },
        },
      }),
    },
  ),
  deliveredRelease(
    {
      name: 'bad-release',
      title: 'Release that answers with 5xx',
      description:
        'A commit releases the gateway with a small upstream pool, and Argo CD deploys it: pods are ready, one request in five fails, and the logs say why.',
    },
    {
      service: 'prod-api-gateway',
      tag: 'v1.3.0',
      cause: 'release v1.3.0: smaller upstream pool',
    },
  ),
  DRIFT,
];
