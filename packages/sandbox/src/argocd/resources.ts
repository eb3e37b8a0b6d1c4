import {
  Application,
  Compared,
  ComparisonError,
  Comparison,
  isMultiSource,
  keyOfRef,
  sourcesOf,
} from '../world/argocd';
import { KubeObject } from '../world/types';
import { Call, applicationOf } from './call';
import { GrpcError, invalidArgument } from './errors';
import { hideSecrets, isSecret, readable } from './secrets';
import { openStream } from './stream';

/** GET /applications/{name}/resource-tree */
export function resourceTree(call: Call): unknown {
  return treeAnswer(call, applicationOf(call));
}

function treeAnswer({ world }: Call, app: Application): unknown {
  return { nodes: orFail(() => world.argocd.tree(app)) };
}

/** GET /stream/applications/{name}/resource-tree: the tree, and again whenever it has changed. */
export function watchTree(call: Call): undefined {
  const { world, params, response } = call;
  let last = JSON.stringify(treeAnswer(call, applicationOf(call)));
  const send = openStream(call);
  send(JSON.parse(last));
  const stop = world.argocd.onTreeChange(name => {
    const app = world.argocd.get(params.name);
    if (name !== params.name || !app) {
      return;
    }
    const text = JSON.stringify(treeAnswer(call, app));
    if (text !== last) {
      last = text;
      send(JSON.parse(text));
    }
  });
  response.once('close', stop);
  return undefined;
}

/** GET /applications/{name}/managed-resources: each state as JSON text, Secrets with their values hidden. */
export function managedResources(call: Call): unknown {
  const { query } = call;
  const app = applicationOf(call);
  const wanted = (name: string, value: string) =>
    !query.get(name) || query.get(name) === value;
  const items = compared(call, app)
    .items.filter(
      ({ ref }) =>
        wanted('group', ref.group) &&
        wanted('kind', ref.kind) &&
        wanted('namespace', ref.namespace) &&
        wanted('name', ref.name) &&
        wanted('version', ref.version),
    )
    .map(item => managed(item));
  return { items };
}

function managed(item: Compared): unknown {
  const { group, kind, namespace, name } = item.ref;
  const states = [
    item.target,
    item.live,
    item.normalizedLive,
    item.predictedLive,
  ];
  const shown =
    isSecret(item.target) || isSecret(item.live) ? hideSecrets(states) : states;
  const [targetState, liveState, normalizedLiveState, predictedLiveState] =
    shown.map(state => (state ? JSON.stringify(state) : 'null'));
  return {
    ...(group ? { group } : {}),
    kind,
    ...(namespace ? { namespace } : {}),
    name,
    targetState,
    liveState,
    normalizedLiveState,
    predictedLiveState,
    ...(item.live
      ? { resourceVersion: item.live.metadata.resourceVersion }
      : {}),
    ...(item.sync === 'Synced' ? {} : { modified: true }),
  };
}

/** GET /applications/{name}/manifests */
export function manifests(call: Call): unknown {
  const { world, query } = call;
  const app = applicationOf(call);
  const sources = sourcesOf(app);
  const wanted = sources.map(() => '');
  if (isMultiSource(app)) {
    const revisions = query.getAll('revisions');
    query.getAll('sourcePositions').forEach((position, index) => {
      wanted[Number(position) - 1] = revisions[index] ?? '';
    });
  } else {
    wanted[0] = query.get('revision') ?? '';
  }
  const { desired } = orFail(() => world.argocd.compare(app, sources, wanted));
  return {
    manifests: desired.objects.map(object => JSON.stringify(readable(object))),
    namespace: app.spec.destination.namespace,
    server: app.spec.destination.server,
    revision: desired.revisions[0],
    sourceType: 'Kustomize',
  };
}

/** GET /applications/{name}/resource: one live object of the tree. */
export function resource(call: Call): unknown {
  return {
    manifest: JSON.stringify(readable(liveObject(call, applicationOf(call)))),
  };
}

function liveObject(call: Call, app: Application): KubeObject {
  const { world, query } = call;
  const ref = {
    group: query.get('group') ?? '',
    kind: query.get('kind') ?? '',
    namespace: query.get('namespace') ?? '',
    name: query.get('resourceName') ?? '',
  };
  const node = orFail(() => world.argocd.tree(app)).find(
    ({ group = '', kind, namespace = '', name }) =>
      keyOfRef({ group, kind, namespace, name }) === keyOfRef(ref),
  );
  const apiVersion = node?.group
    ? `${node.group}/${node.version}`
    : node?.version ?? '';
  const id =
    node && world.argocd.kinds.collection({ apiVersion, kind: node.kind });
  const live = id && world.store.get(id, ref.namespace, ref.name);
  if (!live) {
    throw invalidArgument(
      `${ref.kind} ${ref.group} ${ref.name} not found as part of application ${app.metadata.name}`,
    );
  }
  return live;
}

function compared({ world }: Call, app: Application): Comparison {
  return orFail(() => world.argocd.compare(app));
}

/** A comparison that cannot be made is the API's failure with the controller's words. */
function orFail<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof ComparisonError
      ? new GrpcError(9, error.message)
      : error;
  }
}
