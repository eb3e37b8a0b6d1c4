import { JsonObject } from '@backstage/types';
import { AppliedStep } from '@titanium-portal/backstage-plugin-titanium-node';
import { flag, kubectl, scopeFlags } from '../../reads/command';
import { ActionDeps } from '../deps';
import { ObjectStepInput } from './objectPlan';
import { ApplyInput, EditInput } from './schemas';

const context = ({ clusters }: ActionDeps, cluster: string) =>
  clusters.names().length > 1 ? flag('--context', cluster) : [];

/** A word that ends the here-document and is no line of it. */
function endWord(text: string): string {
  const lines = new Set(text.split('\n'));
  let word = 'EOF';
  while (lines.has(word)) word += 'F';
  return word;
}

/** `kubectl apply -f -` with the manifest, as a shell takes it literally. */
export function applyCommand(deps: ActionDeps, input: ApplyInput): string {
  const { cluster, manifest } = input;
  const end = endWord(manifest);
  const command = kubectl(
    'apply',
    ...scopeFlags(input),
    ...context(deps, cluster),
    '-f',
    '-',
  );
  const body = manifest.endsWith('\n') ? manifest : `${manifest}\n`;
  return `${command} <<'${end}'\n${body}${end}`;
}

export function editCommand(deps: ActionDeps, input: EditInput): string {
  return kubectl(
    'edit',
    input.kind,
    input.name,
    ...scopeFlags(input),
    ...context(deps, input.cluster),
  );
}

/** Puts the one object that was written back to how it was. */
export function undoOfOne(
  steps: { input: JsonObject; applied: AppliedStep | null }[],
): { action: string; input: JsonObject } | undefined {
  const [{ input, applied }] = steps;
  const { cluster, namespace, kind, name } = input as ObjectStepInput;
  const previous = applied?.state.previous;
  return steps.length === 1 && typeof previous === 'string'
    ? {
        action: 'kubernetes.object.edit',
        input: { cluster, namespace, kind, name, manifest: previous },
      }
    : undefined;
}
