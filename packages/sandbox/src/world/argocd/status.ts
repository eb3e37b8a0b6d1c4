import { KubeObject } from '../types';
import { Comparison, Compared } from './compare';
import { Application, isMultiSource, sourcesOf } from './sources';

type Status = KubeObject['spec'];

interface AppCondition {
  type: string;
  message: string;
  lastTransitionTime?: string;
}

/** `status.health`, whose time moves with the code only. */
function healthOf(app: Application, code: string, now: string): Status {
  const known = app.status?.health;
  const same = known?.status === code && known.lastTransitionTime;
  return {
    status: code,
    lastTransitionTime: same ? known.lastTransitionTime : now,
  };
}

function comparedTo(app: Application): Status {
  const { destination, ignoreDifferences } = app.spec;
  return {
    ...(isMultiSource(app)
      ? { sources: sourcesOf(app) }
      : { source: app.spec.source }),
    destination,
    ...(ignoreDifferences ? { ignoreDifferences } : {}),
  };
}

/** The status of an application after a comparison. */
export function comparedStatus(
  app: Application,
  comparison: Comparison,
  now: string,
): Status {
  const { revisions } = comparison.desired;
  const multi = isMultiSource(app);
  const isStale = ({ type }: AppCondition) =>
    type === 'ComparisonError' ||
    (type === 'SyncError' && comparison.sync === 'Synced');
  const conditions = (app.status?.conditions ?? []).filter(
    (condition: AppCondition) => !isStale(condition),
  );
  return {
    ...without(app.status, 'conditions'),
    ...(conditions.length ? { conditions } : {}),
    controllerNamespace: app.metadata.namespace,
    health: healthOf(app, comparison.health, now),
    resources: comparison.items.map(resourceStatus),
    ...(multi
      ? { sourceTypes: sourcesOf(app).map(() => 'Kustomize') }
      : { sourceType: 'Kustomize' }),
    summary: { images: imagesOf(comparison.items) },
    sync: {
      status: comparison.sync,
      comparedTo: comparedTo(app),
      ...(multi ? { revisions } : { revision: revisions[0] }),
    },
  };
}

/** The status of an application that cannot be compared. */
export function errorStatus(
  app: Application,
  message: string,
  now: string,
): Status {
  const type = 'ComparisonError';
  const known: AppCondition[] = app.status?.conditions ?? [];
  const same = known.find(
    item => item.type === type && item.message === message,
  );
  return {
    ...app.status,
    conditions: [
      ...known.filter(item => item.type !== type),
      same ?? { type, message, lastTransitionTime: now },
    ],
    controllerNamespace: app.metadata.namespace,
    health: app.status?.health ?? healthOf(app, 'Unknown', now),
    sync: {
      ...app.status?.sync,
      status: 'Unknown',
      comparedTo: comparedTo(app),
    },
  };
}

function resourceStatus(item: Compared): Status {
  const { group, version, kind, namespace, name } = item.ref;
  return {
    ...(group ? { group } : {}),
    version,
    kind,
    ...(namespace ? { namespace } : {}),
    name,
    status: item.sync,
    ...(item.health ? { health: item.health } : {}),
    ...(item.requiresPruning ? { requiresPruning: true } : {}),
  };
}

/** Images of the live objects, sorted. */
function imagesOf(items: readonly Compared[]): string[] {
  const images = items.flatMap(({ live }) => {
    const template =
      live?.spec?.jobTemplate?.spec?.template ?? live?.spec?.template;
    return [
      ...(template?.spec?.initContainers ?? []),
      ...(template?.spec?.containers ?? []),
    ].map((container: { image: string }) => container.image);
  });
  return [...new Set(images)].sort();
}

function without(status: Status | undefined, field: string): Status {
  const { [field]: dropped, ...rest } = status ?? {};
  return rest;
}

/** The history with one more deployment, the oldest past the limit forgotten. */
export function withDeployment(
  app: Application,
  entry: KubeObject['spec'],
): Status[] {
  const history: Status[] = app.status?.history ?? [];
  const id = (history.at(-1)?.id ?? 0) + 1;
  const limit: number = app.spec.revisionHistoryLimit ?? 10;
  return limit > 0 ? [...history, { ...entry, id }].slice(-limit) : [];
}

/** The application with a SyncError said once. */
export function withCondition(
  app: Application,
  message: string,
  now: string,
): Application {
  const known: AppCondition[] = app.status?.conditions ?? [];
  if (known.some(item => item.message === message)) {
    return app;
  }
  const condition = { type: 'SyncError', message, lastTransitionTime: now };
  return {
    ...app,
    status: { ...app.status, conditions: [...known, condition] },
  };
}
