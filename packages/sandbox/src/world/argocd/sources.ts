import { GitServer, kustomizeBuild } from '../git';
import { KubeObject } from '../types';

export const TRACKING_ID = 'argocd.argoproj.io/tracking-id';

/** `spec.source` of an Application. */
export interface Source {
  repoURL: string;
  path?: string;
  targetRevision?: string;
}

export type Application = KubeObject;

export function isMultiSource(app: Application): boolean {
  return Array.isArray(app.spec.sources) && app.spec.sources.length > 0;
}

export function sourcesOf(app: Application): Source[] {
  return isMultiSource(app) ? app.spec.sources : [app.spec.source ?? {}];
}

/** What an application should be made of, at resolved revisions. */
export interface Desired {
  sources: Source[];
  /** Commit ids, one a source. */
  revisions: string[];
  objects: KubeObject[];
}

/** A comparison that cannot be made; the message is the condition's. */
export class ComparisonError extends Error {}

const PREFIX =
  'Failed to load target state: failed to generate manifest for source';

/**
 * Renders the manifests of sources. `revisions` of '' mean the sources' own target revisions. Objects get the
 * destination's namespace and the tracking annotation, as Argo CD's repo server gives them.
 */
export function renderSources(
  git: GitServer,
  app: Application,
  sources: readonly Source[],
  revisions: readonly string[],
): Desired {
  const resolved = sources.map((source, index) => {
    const wanted = revisions[index] || source.targetRevision || 'HEAD';
    const repository = git.get(source.repoURL);
    const prefix = `${PREFIX} ${index + 1} of ${sources.length}: rpc error:`;
    if (!repository) {
      throw new ComparisonError(
        `${prefix} code = Unknown desc = failed to list refs: repository not found: Repository not found.`,
      );
    }
    const commit = repository.find(wanted);
    if (!commit) {
      throw new ComparisonError(
        `${prefix} code = Unknown desc = unable to resolve '${wanted}' to a commit SHA`,
      );
    }
    try {
      const files = repository.files(commit.id);
      return { commit, objects: kustomizeBuild(files, source.path ?? '.') };
    } catch (error) {
      throw new ComparisonError(
        `${prefix} code = Unknown desc = ${(error as Error).message}`,
      );
    }
  });
  return {
    sources: [...sources],
    revisions: resolved.map(({ commit }) => commit.id),
    objects: resolved
      .flatMap(({ objects }) => objects)
      .map(object => tracked(app, object)),
  };
}

function tracked(app: Application, object: KubeObject): KubeObject {
  const namespace =
    object.metadata.namespace ?? app.spec.destination?.namespace;
  const group = groupOf(object);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      namespace,
      annotations: {
        ...object.metadata.annotations,
        [TRACKING_ID]: `${app.metadata.name}:${group}/${object.kind}:${namespace}/${object.metadata.name}`,
      },
    },
  };
}

export function groupOf({
  apiVersion,
}: Pick<KubeObject, 'apiVersion'>): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

export function versionOf({
  apiVersion,
}: Pick<KubeObject, 'apiVersion'>): string {
  return apiVersion.split('/').at(-1)!;
}
