import { Entity } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  ARGOCD_APP_NAME_ANNOTATION,
  ARGOCD_APP_NAMESPACE_ANNOTATION,
  ARGOCD_INSTANCE_ANNOTATION,
  isDnsLabel,
  KUBERNETES_ID_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ResolvedTarget } from '@titanium-portal/backstage-plugin-titanium-node';
import { AppId, Application } from '../client/types';
import { ArgoInstance, ArgoInstances } from '../instances';
import { claimOf, historyOf } from './facts';

/** What every input says of the application. */
export interface AppInput {
  cluster: string;
  application: string;
  appNamespace: string | null;
}

/** An application where it was found. */
export interface FoundApplication {
  instance: ArgoInstance;
  id: AppId;
  app: Application;
}

function notFound(instance: string, { name }: AppId): Error {
  return Object.assign(
    new NotFoundError(
      `${instance} has no application ${name}, or the portal's account may not see it.`,
    ),
    { code: 'target-not-found' as const },
  );
}

/** Where nothing else is said, an application is where the entity that names it says. */
function idOf(input: AppInput, entity: Entity | undefined): AppId {
  const annotations = entity?.metadata.annotations ?? {};
  const named =
    annotations[ARGOCD_APP_NAME_ANNOTATION]?.trim() === input.application
      ? annotations[ARGOCD_APP_NAMESPACE_ANNOTATION]?.trim()
      : undefined;
  const namespace = input.appNamespace ?? named;
  return {
    name: input.application,
    namespace: namespace && isDnsLabel(namespace) ? namespace : null,
  };
}

/** Argo CD does not tell apart what is not there and what may not be seen. */
export async function readApplication(
  instance: ArgoInstance,
  id: AppId,
  signal?: AbortSignal,
): Promise<Application> {
  try {
    return await instance.client.get(id, { signal });
  } catch (error) {
    const { name, upstreamStatus } = error as {
      name: string;
      upstreamStatus?: number;
    };
    // 401 keeps its own words: then no application can be seen.
    if (
      name === 'NotFoundError' ||
      (name === 'NotAllowedError' && upstreamStatus !== 401)
    ) {
      throw notFound(instance.client.title, id);
    }
    throw error;
  }
}

/** The instances to look in: the one the entity names, else those that deliver to the cluster. */
function candidates(
  instances: ArgoInstances,
  cluster: string,
  entity: Entity | undefined,
): ArgoInstance[] {
  const serving = instances.all.filter(instance => instance.serves(cluster));
  const named = entity?.metadata.annotations?.[ARGOCD_INSTANCE_ANNOTATION];
  const chosen = serving.filter(({ name }) => name === named);
  return chosen.length > 0 ? chosen : serving;
}

/** Finds an application. Throws `NotFoundError` when there is none, `ConflictError` when several instances have it. */
export async function findApplication(
  instances: ArgoInstances,
  input: AppInput,
  options: { entity?: Entity; signal?: AbortSignal },
): Promise<FoundApplication> {
  const id = idOf(input, options.entity);
  const places = candidates(instances, input.cluster, options.entity);
  const looks = await Promise.allSettled(
    places.map(async instance => ({
      instance,
      id,
      app: await readApplication(instance, id, options.signal),
    })),
  );
  const found = looks.flatMap(look =>
    look.status === 'fulfilled' ? [look.value] : [],
  );
  if (found.length > 1) {
    throw new ConflictError(
      `Several Argo CD have an application ${id.name}: ${found
        .map(({ instance }) => instance.name)
        .join(
          ', ',
        )}. Open it from its service, whose annotation ${ARGOCD_INSTANCE_ANNOTATION} chooses one.`,
    );
  }
  if (found.length === 1) {
    return found[0];
  }
  const failed = looks.find(
    (look): look is PromiseRejectedResult =>
      look.status === 'rejected' && look.reason?.name !== 'NotFoundError',
  );
  throw failed?.reason ?? notFound(`Argo CD of cluster ${input.cluster}`, id);
}

/**
 * True when an application, or a deployment of its history, is gone. Argo CD answers "permission denied" for what is not
 * there too: only an account that may see all applications can tell, and for any other this throws.
 */
export async function isGone(
  instances: ArgoInstances,
  input: AppInput & { id?: number | null },
  options: { entity?: Entity; signal?: AbortSignal },
): Promise<boolean> {
  try {
    const { app } = await findApplication(instances, input, options);
    const wanted = input.id ?? null;
    return wanted !== null && !historyOf(app).some(({ id }) => id === wanted);
  } catch (error) {
    const places = candidates(instances, input.cluster, options.entity);
    if ((error as Error).name !== 'NotFoundError' || places.length === 0) {
      throw error;
    }
    const seesAll = await Promise.all(
      places.map(({ client }) => client.seesAll(options.signal)),
    );
    if (!seesAll.every(Boolean)) {
      throw error;
    }
    return true;
  }
}

/** The application as a target: where it delivers to decides who may. */
export function targetOf(
  instances: ArgoInstances,
  { instance, id, app }: FoundApplication,
): ResolvedTarget {
  const claim = claimOf(app);
  const cluster = instance.clusterOf(app);
  return {
    ref: {
      cluster: cluster ?? instance.config.cluster,
      // A cluster the portal does not know has no namespace that anybody's service lives in.
      namespace: (cluster && app.spec.destination?.namespace) || null,
      kind: 'application',
      name: app.metadata.name,
      uid: app.metadata.uid ?? null,
    },
    ...(claim !== undefined && {
      claim: { annotation: KUBERNETES_ID_ANNOTATION, value: claim },
    }),
    isSelectedBy: entity => selects(instances, entity, instance, id, app),
  };
}

function selects(
  instances: ArgoInstances,
  entity: Entity,
  instance: ArgoInstance,
  id: AppId,
  app: Application,
): boolean {
  const annotations = entity.metadata.annotations ?? {};
  if (annotations[ARGOCD_APP_NAME_ANNOTATION]?.trim() !== app.metadata.name) {
    return false;
  }
  const namespace = annotations[ARGOCD_APP_NAMESPACE_ANNOTATION]?.trim();
  const inNamespace = namespace
    ? namespace === app.metadata.namespace
    : id.namespace === null;
  try {
    return inNamespace && instances.ofEntity(entity) === instance;
  } catch {
    return false;
  }
}
