import { jsonPatch } from '../kubernetes/patch/json';
import { mergePatch } from '../kubernetes/patch/merge';
import { ARGOCD, Application } from '../world/argocd';
import { R } from '../world/resources';
import { StoreError } from '../world/types';
import { Call, answered, applicationOf, rbacName } from './call';
import { GrpcError, invalidArgument } from './errors';

/** PUT /applications/{name}/spec: the body is the specification, and so is the answer. */
export function updateSpec(call: Call): unknown {
  const app = writable(call);
  return write(call, { ...app, spec: call.body }).spec;
}

/** PATCH /applications/{name}: `{patch, patchType}`, the patch as text. */
export function patchApplication(call: Call): unknown {
  const { patch, patchType = 'json' } = call.body;
  const app = writable(call);
  let next: Application;
  try {
    const change = JSON.parse(String(patch ?? ''));
    next = patched(app, change, patchType);
  } catch (error) {
    throw error instanceof GrpcError
      ? error
      : invalidArgument(`error decoding patch: ${(error as Error).message}`);
  }
  return answered(write(call, accepted(app, next)));
}

/** PUT /applications/{name}: the specification, and what people may set of the metadata. */
export function updateApplication(call: Call): unknown {
  const app = writable(call);
  return answered(write(call, accepted(app, call.body as Application)));
}

function writable(call: Call): Application {
  const { accounts, account } = call;
  const app = applicationOf(call);
  accounts.enforce(account, 'applications', 'update', rbacName(app));
  return app;
}

function patched(
  app: Application,
  change: unknown,
  patchType: string,
): Application {
  switch (patchType) {
    case '':
    case 'json':
      return jsonPatch(app, change) as Application;
    case 'merge':
      return mergePatch(app, change as Record<string, any>) as Application;
    default:
      throw invalidArgument(`Patch type '${patchType}' is not supported`);
  }
}

/** Who changes an application changes its specification, labels, annotations and finalizers, and nothing else. */
function accepted(app: Application, next: Application): Application {
  const { labels, annotations, finalizers } = next.metadata ?? {};
  return {
    ...app,
    metadata: {
      ...app.metadata,
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(finalizers ? { finalizers } : {}),
    },
    spec: next.spec,
  };
}

function write({ world }: Call, app: Application): Application {
  const { name } = app.metadata;
  const invalid = (message: string) =>
    invalidArgument(
      `application spec for ${name} is invalid: InvalidSpecError: ${message}`,
    );
  const { spec } = app;
  if (!spec?.destination) {
    throw invalid('Destination server missing from app spec');
  }
  if (!spec.source?.repoURL && !spec.sources?.length) {
    throw invalid(
      'spec.source.repoURL and either spec.source.path, spec.source.chart, or spec.source.ref are required',
    );
  }
  const project = spec.project || 'default';
  if (!world.store.get(R.appProjects, ARGOCD, project)) {
    throw invalid(
      `Application referencing project ${project} which does not exist`,
    );
  }
  try {
    return world.argocd.update(app);
  } catch (error) {
    throw error instanceof StoreError
      ? new GrpcError(error.code === 409 ? 6 : 13, error.message)
      : error;
  }
}
