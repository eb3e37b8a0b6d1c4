import { ARGOCD } from '../world/argocd';
import { R } from '../world/resources';
import { parseLabelSelector } from '../kubernetes/selectors/labels';
import { KubeObject, ResourceId } from '../world/types';
import { Call, answered, applicationOf } from './call';
import { notFound } from './errors';
import { withFields } from './fields';

/** GET /applications/{name}/events: of the application, or of one object of it. */
export function events(call: Call): unknown {
  const { world, query } = call;
  const app = applicationOf(call);
  const uid = query.get('resourceUID') || app.metadata.uid;
  const name = query.get('resourceName') || app.metadata.name;
  const namespace = query.get('resourceName')
    ? query.get('resourceNamespace') ?? ''
    : ARGOCD;
  return {
    metadata: { resourceVersion: String(world.store.resourceVersion) },
    items: world.store
      .list(R.events, namespace || 'default')
      .filter(
        ({ involvedObject }) =>
          involvedObject?.uid === uid && involvedObject?.name === name,
      )
      .map(answered),
  };
}

function listOf(call: Call, resource: string, id: ResourceId): unknown {
  const { world, accounts, account, query } = call;
  const matches = parseLabelSelector(query.get('selector') ?? '');
  const items = accounts.may(account, resource, 'get')
    ? world.store.list(id, ARGOCD)
    : [];
  return withFields(
    {
      metadata: { resourceVersion: String(world.store.resourceVersion) },
      items: items
        .filter(({ metadata }) => matches(metadata.labels ?? {}))
        .map(answered),
    },
    query.get('fields'),
  );
}

function found(
  { world, params }: Call,
  id: ResourceId,
): KubeObject | undefined {
  return world.store.get(id, ARGOCD, params.name);
}

export const listProjects = (call: Call) =>
  listOf(call, 'projects', R.appProjects);

export function getProject(call: Call): unknown {
  const { accounts, account, params } = call;
  accounts.enforce(account, 'projects', 'get', params.name);
  const project = found(call, R.appProjects);
  if (!project) {
    throw notFound(`appprojects.argoproj.io "${params.name}" not found`);
  }
  return answered(project);
}

export const listApplicationSets = (call: Call) =>
  listOf(call, 'applicationsets', R.applicationSets);

export function getApplicationSet(call: Call): unknown {
  const { accounts, account, params } = call;
  const set = found(call, R.applicationSets);
  if (!set) {
    throw notFound(
      `error getting ApplicationSet: applicationsets.argoproj.io "${params.name}" not found`,
    );
  }
  const project: string = set.spec.template?.spec?.project ?? 'default';
  accounts.enforce(
    account,
    'applicationsets',
    'get',
    `${project}/${params.name}`,
  );
  return answered(set);
}

/** GET /account/can-i/{resource}/{action}/{subresource=**} */
export function canI({ accounts, account, params }: Call): unknown {
  const { resource, action } = params;
  return { value: accounts.may(account, resource, action) ? 'yes' : 'no' };
}

/** GET /session/userinfo */
export function userInfo({ account }: Call): unknown {
  return { loggedIn: true, username: account.name, iss: 'argocd' };
}
