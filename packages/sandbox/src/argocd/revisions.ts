import { Source, isMultiSource, sourcesOf } from '../world/argocd';
import { Call, applicationOf } from './call';
import { GrpcError, internal, invalidArgument } from './errors';

/** GET /applications/{name}/revisions/{revision}/metadata */
export function revisionMetadata(call: Call): unknown {
  const { world, params } = call;
  const source = sourceOf(call);
  const repository = world.git.get(source.repoURL);
  if (!repository) {
    throw internal(
      'failed to list refs: repository not found: Repository not found.',
    );
  }
  const commit = /^[0-9a-f]{40}$/.test(params.revision)
    ? repository.find(params.revision)
    : undefined;
  if (!commit) {
    throw new GrpcError(
      2,
      `revision ${params.revision} must be resolved: reference not found`,
    );
  }
  const { author, time, message, tags } = commit;
  return {
    author: `${author.name} <${author.email}>`,
    date: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(tags.length ? { tags } : {}),
    message,
  };
}

/** The source a revision is of: of the specification, or with `versionId` of a deployment of the past. */
function sourceOf(call: Call): Source {
  const { query } = call;
  const app = applicationOf(call);
  const index = Number(query.get('sourceIndex') ?? 0);
  const version = query.get('versionId');
  let sources = sourcesOf(app);
  if (version && Number(version) >= 0) {
    const history: Record<string, any>[] = app.status?.history ?? [];
    const entry = history.find(({ id }) => id === Number(version));
    if (!entry) {
      throw invalidArgument(
        `revision not found using version ID ${version} in app history`,
      );
    }
    sources = entry.sources ?? [entry.source];
  }
  if (!(index >= 0 && index < sources.length)) {
    throw invalidArgument(`source index ${index} not found`);
  }
  return isMultiSource(app) ? sources[index] : sources[0];
}
