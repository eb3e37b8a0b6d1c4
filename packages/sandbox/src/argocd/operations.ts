import {
  Application,
  Operation,
  canSync,
  isAutomated,
  isMultiSource,
  sourcesOf,
} from '../world/argocd';
import { Call, answered, applicationOf, rbacName } from './call';
import {
  failedPrecondition,
  invalidArgument,
  permissionDenied,
} from './errors';

const WRAPPED =
  'error setting app operation: rpc error: code = FailedPrecondition desc =';

function assertNotDeleting(app: Application): void {
  if (app.metadata.deletionTimestamp) {
    throw failedPrecondition('application is deleting');
  }
}

function begin(
  { world, account }: Call,
  app: Application,
  operation: Operation,
  what: string,
): unknown {
  const begun = world.argocd.begin(
    app.metadata.name,
    JSON.parse(JSON.stringify(operation)),
  );
  if (!begun) {
    throw failedPrecondition(
      `${WRAPPED} another operation is already in progress`,
    );
  }
  world.argocd.report(
    begun,
    { reason: 'OperationStarted', message: `${account.name} ${what}` },
    'argocd-server',
  );
  return answered(begun);
}

/** POST /applications/{name}/sync */
export function syncApplication(call: Call): unknown {
  const { world, accounts, account, body } = call;
  const app = applicationOf(call);
  const now = world.clock.now();
  if (!canSync(world.argocd.windows(app), now, true)) {
    throw permissionDenied('cannot sync: blocked by sync window');
  }
  accounts.enforce(account, 'applications', 'sync', rbacName(app));
  assertNotDeleting(app);
  const { resources = [], strategy, syncOptions, retryStrategy } = body;
  const revisions = revisionsOf(app, body);
  const multi = isMultiSource(app);
  const shown = multi
    ? revisions.filter(Boolean).join(', ') || 'HEAD'
    : revisions[0] || app.spec.source.targetRevision || 'HEAD';
  return begin(
    call,
    app,
    {
      sync: {
        ...(multi
          ? {
              sources: sourcesOf(app),
              revisions: resolved(call, app, revisions),
            }
          : {
              source: app.spec.source,
              revision: resolved(call, app, revisions)[0],
            }),
        prune: Boolean(body.prune),
        dryRun: body.dryRun ? true : undefined,
        syncOptions:
          syncOptions?.items ?? app.spec.syncPolicy?.syncOptions ?? undefined,
        syncStrategy: strategy ?? undefined,
        resources: resources.length ? resources : undefined,
      },
      initiatedBy: { username: account.name },
      info: body.infos ?? undefined,
      retry: retryStrategy ?? app.spec.syncPolicy?.retry ?? {},
    },
    `initiated ${resources.length ? 'partial ' : ''}sync to ${shown}`,
  );
}

/** The revisions a sync asks for, one a source, '' where it asks for none. */
function revisionsOf(app: Application, body: Record<string, any>): string[] {
  const sources = sourcesOf(app);
  const wanted = sources.map(() => '');
  if (isMultiSource(app)) {
    const positions: unknown[] = body.sourcePositions ?? [];
    const revisions: string[] = body.revisions ?? [];
    if (positions.length !== revisions.length) {
      throw invalidArgument(
        'source positions and revisions must have the same length',
      );
    }
    positions.forEach((position, index) => {
      const at = Number(position);
      if (!(at >= 1 && at <= sources.length)) {
        throw invalidArgument('source position is out of range');
      }
      wanted[at - 1] = revisions[index];
    });
    return wanted;
  }
  const revision: string = body.revision ?? '';
  const target = sources[0].targetRevision || 'HEAD';
  if (
    isAutomated(app.spec) &&
    !body.dryRun &&
    revision &&
    revision !== target
  ) {
    throw failedPrecondition(
      `Cannot sync to ${revision}: auto-sync currently set to ${target}`,
    );
  }
  return [revision];
}

/** Commit ids of what is asked for; refuses what no repository knows. */
function resolved(
  { world }: Call,
  app: Application,
  revisions: readonly string[],
): string[] {
  return sourcesOf(app).map(({ repoURL, targetRevision = 'HEAD' }, index) => {
    const wanted = revisions[index] || targetRevision;
    const commit = world.git.get(repoURL)?.find(wanted);
    if (!commit) {
      throw failedPrecondition(`unable to resolve '${wanted}' to a commit SHA`);
    }
    return commit.id;
  });
}

/** POST /applications/{name}/rollback */
export function rollbackApplication(call: Call): unknown {
  const { accounts, account, body } = call;
  const app = applicationOf(call);
  // The right to roll back is asked for only where that is switched on; else it is the right to sync.
  accounts.enforce(account, 'applications', 'sync', rbacName(app));
  assertNotDeleting(app);
  if (isAutomated(app.spec)) {
    throw failedPrecondition(
      'rollback cannot be initiated when auto-sync is enabled',
    );
  }
  const id = Number(body.id ?? 0);
  const history: Record<string, any>[] = app.status?.history ?? [];
  const entry = history.find(item => item.id === id);
  if (!entry) {
    throw invalidArgument(
      `application ${app.metadata.namespace}/${app.metadata.name} does not have deployment with id ${id}`,
    );
  }
  const syncOptions: string[] | undefined = app.spec.syncPolicy?.syncOptions;
  return begin(
    call,
    app,
    {
      sync: {
        revision: entry.revision,
        revisions: entry.revisions,
        source: entry.source,
        sources: entry.sources,
        prune: Boolean(body.prune),
        dryRun: body.dryRun ? true : undefined,
        syncOptions,
        syncStrategy: { apply: {} },
      },
      initiatedBy: { username: account.name },
    },
    `initiated rollback to ${id}`,
  );
}

/** DELETE /applications/{name}/operation */
export function terminateOperation(call: Call): unknown {
  const { world, accounts, account } = call;
  const app = applicationOf(call);
  accounts.enforce(account, 'applications', 'sync', rbacName(app));
  const state = app.status?.operationState;
  if (!app.operation || !state) {
    throw invalidArgument(
      'Unable to terminate operation. No operation is in progress',
    );
  }
  const terminated = world.argocd.update({
    ...app,
    status: {
      ...app.status,
      operationState: { ...state, phase: 'Terminating' },
    },
  });
  world.argocd.report(
    terminated,
    {
      reason: 'OperationTerminated',
      message: `${account.name} terminated running operation`,
    },
    'argocd-server',
  );
  return {};
}
