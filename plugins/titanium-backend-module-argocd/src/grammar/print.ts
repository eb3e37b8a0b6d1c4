import { quoteWord } from '@titanium-portal/backstage-plugin-titanium-common';

type Input = Readonly<Record<string, unknown>>;

/** `group:kind:name`, or `group:kind:namespace/name`, as argocd names resources. */
function resourceText(resource: Record<string, unknown>): string {
  const { group, kind, namespace, name } = resource;
  return `${group}:${kind}:${namespace ? `${namespace}/` : ''}${name}`;
}

function outputOf({ output }: Input): string[] {
  return typeof output === 'string' && output !== 'table' ? ['-o', output] : [];
}

/** `--revision` of the one source, or each with the position of its source. */
function revisionFlags(revisions: readonly string[]): string[] {
  return revisions.length === 1
    ? [`--revision=${revisions[0]}`]
    : revisions.flatMap((revision, at) => [
        `--revisions=${revision}`,
        `--source-positions=${at + 1}`,
      ]);
}

function words(id: string, input: Input): string[] {
  const { application, id: revision } = input;
  const app = String(application);
  const history =
    revision === null || revision === undefined ? [] : [`${revision}`];
  switch (id) {
    case 'argocd.app.list':
      return [
        'list',
        ...(typeof input.project === 'string' ? ['-p', input.project] : []),
        ...outputOf(input),
      ];
    case 'argocd.app.get':
      return ['get', app, ...outputOf(input)];
    case 'argocd.app.history':
      return ['history', app];
    case 'argocd.app.resources':
      return ['resources', app];
    case 'argocd.app.diff':
      return [
        'diff',
        app,
        ...revisionFlags((input.revisions ?? []) as string[]),
      ];
    case 'argocd.app.rollback':
      return ['rollback', app, ...history];
    case 'argocd.app.terminate':
      return ['terminate-op', app];
    case 'argocd.app.pauseAutoSync':
      return ['set', app, '--sync-policy', 'none'];
    case 'argocd.app.restoreAutoSync':
      return [
        'set',
        app,
        '--sync-policy',
        'automated',
        ...(input.prune === true ? ['--auto-prune'] : []),
        ...(input.selfHeal === true ? ['--self-heal'] : []),
      ];
    case 'argocd.app.refresh':
      return ['get', app, input.hard === true ? '--hard-refresh' : '--refresh'];
    case 'argocd.app.sync':
      return [
        'sync',
        app,
        ...(typeof input.revision === 'string'
          ? [`--revision=${input.revision}`]
          : []),
        ...(input.prune === true ? ['--prune'] : []),
        ...(input.dryRun === true ? ['--dry-run'] : []),
        ...((input.resources ?? []) as Record<string, unknown>[]).map(
          resource => `--resource=${resourceText(resource)}`,
        ),
      ];
    default:
      throw new Error(`No command is known for ${id}`);
  }
}

/**
 * The equivalent command line of an action or read with its normalised input. Reading it with `argocdGrammar` in a context
 * of the same cluster gives the same input again. Throws for an id that is not one of argocd's.
 * @public
 */
export function printCommand(
  id: string,
  input: Record<string, unknown>,
): string {
  const { appNamespace } = input;
  return [
    'argocd',
    'app',
    ...words(id, input),
    ...(typeof appNamespace === 'string' ? ['-N', appNamespace] : []),
  ]
    .map(quoteWord)
    .join(' ');
}
