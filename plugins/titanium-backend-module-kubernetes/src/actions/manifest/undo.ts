import { JsonObject } from '@backstage/types';
import { AppliedStep } from '@titanium-portal/backstage-plugin-titanium-node';
import { ObjectStepInput } from './objectPlan';

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
