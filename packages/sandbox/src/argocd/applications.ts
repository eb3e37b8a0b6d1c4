import { parseLabelSelector } from '../kubernetes/selectors/labels';
import { REFRESH, Application, sourcesOf } from '../world/argocd';
import { Call, answered, applicationOf, projectOf } from './call';
import { withFields } from './fields';

/** How long a refresh may take before the application is answered as it is. */
const REFRESH_WALL_MS = 10_000;

/** The applications a request's filters let through. */
export function selected(
  { query }: Pick<Call, 'query'>,
  apps: readonly Application[],
): Application[] {
  const projects = [...query.getAll('projects'), ...query.getAll('project')];
  const matches = parseLabelSelector(query.get('selector') ?? '');
  const repo = query.get('repo');
  const name = query.get('name');
  const namespace = query.get('appNamespace');
  return apps.filter(
    app =>
      (projects.length === 0 || projects.includes(projectOf(app))) &&
      matches(app.metadata.labels ?? {}) &&
      (!repo || sourcesOf(app).some(({ repoURL }) => repoURL === repo)) &&
      (!name || app.metadata.name === name) &&
      (!namespace || app.metadata.namespace === namespace),
  );
}

export function listApplications(call: Call): unknown {
  const { world, accounts, account, query } = call;
  const apps = accounts.may(account, 'applications', 'get')
    ? selected(call, world.argocd.list())
    : [];
  return withFields(
    {
      metadata: { resourceVersion: String(world.store.resourceVersion) },
      items: apps.map(answered),
    },
    query.get('fields'),
  );
}

export async function getApplication(call: Call): Promise<unknown> {
  const { query } = call;
  let app = applicationOf(call);
  const refresh = query.get('refresh');
  if (refresh) {
    app = await refreshed(call, app, refresh === 'hard' ? 'hard' : 'normal');
  }
  return withFields(answered(app), query.get('fields'));
}

/** Asks the controller to look, and answers when it has. */
async function refreshed(
  { world, response }: Call,
  app: Application,
  level: string,
): Promise<Application> {
  const { name } = app.metadata;
  world.argocd.update({
    ...app,
    metadata: {
      ...app.metadata,
      annotations: { ...app.metadata.annotations, [REFRESH]: level },
    },
  });
  return new Promise(resolve => {
    const endings: (() => void)[] = [];
    const done = () => {
      endings.splice(0).forEach(end => end());
      resolve(world.argocd.get(name) ?? app);
    };
    const timer = setTimeout(done, REFRESH_WALL_MS);
    const stop = world.argocd.watch(({ object }) => {
      const { metadata } = object;
      if (metadata.name === name && !metadata.annotations?.[REFRESH]) {
        done();
      }
    });
    endings.push(stop, () => clearTimeout(timer));
    response.once('close', done);
  });
}
