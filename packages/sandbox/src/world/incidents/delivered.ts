import { InputError } from '@backstage/errors';
import { isAutomated } from '../argocd';
import {
  AUTHORS,
  GitCommit,
  KUSTOMIZATION,
  OVERLAY,
  kustomizeBuild,
  releaseChanges,
  repositoryOf,
} from '../git';
import { R } from '../resources';
import { APP_SERVICES, NAMESPACE } from '../seed/titanium/services';
import { deepEqual } from '../store/values';
import { KubeObject } from '../types';
import { TitaniumWorld } from '../world';
import { IncidentDefinition } from './incident';

const CAUSE = 'kubernetes.io/change-cause';

/** A release by the way releases go out: a commit, which Argo CD deploys. */
export interface DeliveredRelease {
  service: string;
  tag: string;
  /** Message of the commit, and change-cause of the Deployment. */
  cause: string;
}

/** The commit of a running incident. */
interface Pushed {
  commit: string;
}

/** An incident that is a commit; stopping it reverts the commit, unless that would undo what somebody has done since. */
export function deliveredRelease(
  incident: Pick<IncidentDefinition, 'name' | 'title' | 'description'>,
  release: DeliveredRelease,
): IncidentDefinition {
  const { service, tag, cause } = release;
  const { workload } = APP_SERVICES.find(({ id }) => id === service)!;
  const url = repositoryOf(service);
  return {
    ...incident,
    targets: [`deployment/${workload} -n ${NAMESPACE}`],
    begin(world): Pushed | undefined {
      const head = world.git.get(url)?.head;
      if (!head) {
        return undefined;
      }
      const app = world.argocd.get(service);
      if (!app || !isAutomated(app.spec)) {
        throw new InputError(
          `Argo CD does not sync ${service} by itself, so that a release would not go out; restore its auto-sync first`,
        );
      }
      const files = world.git.get(url)!.files(head.id);
      const isOut =
        files[`${OVERLAY}/${KUSTOMIZATION}`].images[0].newTag === tag;
      return {
        commit: isOut
          ? head.id
          : world.git.push(url, {
              author: AUTHORS[service],
              time: world.clock.now(),
              message: cause,
              tags: [tag],
              changes: releaseChanges(files, { tag, cause }),
            })!.id,
      };
    },
    end(world, pushed: Pushed | undefined) {
      const repository = world.git.get(url);
      const commit = pushed && repository?.find(pushed.commit);
      if (commit && isLatest(world, url, commit) && isWelcome(world, commit)) {
        world.git.push(url, {
          author: AUTHORS.postgres,
          time: world.clock.now(),
          message: `Revert "${commit.message}"\n\nThis reverts commit ${commit.id}.`,
          changes: repository!.reverse(commit),
        });
      }
    },
  };

  /** Reverting leaves the cluster alone when it runs the earlier release already, or does not follow git just now. */
  function isWelcome(world: TitaniumWorld, { parent }: GitCommit): boolean {
    const live = world.store.get(R.deployments, NAMESPACE, workload);
    const app = world.argocd.get(service);
    if (!live || !app || !isAutomated(app.spec)) {
      return true;
    }
    const before = parent
      ? kustomizeBuild(world.git.get(url)!.files(parent), OVERLAY).find(
          ({ metadata }) => metadata.name === workload,
        )
      : undefined;
    return (
      live.metadata.annotations?.[CAUSE] === cause ||
      deepEqual(imagesOf(live), before && imagesOf(before))
    );
  }
}

/** Whether the branch still has the files as the commit left them. */
function isLatest(
  { git }: TitaniumWorld,
  url: string,
  { id, changes }: GitCommit,
): boolean {
  const repository = git.get(url)!;
  const now = repository.files(repository.head!.id);
  const then = repository.files(id);
  return Object.keys(changes).every(path => deepEqual(now[path], then[path]));
}

function imagesOf({ spec }: KubeObject): string[] {
  return spec.template.spec.containers.map(
    ({ image }: { image: string }) => image,
  );
}
