import { createHash } from 'node:crypto';
import { JsonObject } from '@backstage/types';
import {
  canonicalJson,
  Plan,
  ResolvedTargetRef,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** What a person agrees to when they confirm a plan. */
export type PlanContent = Pick<
  Plan,
  'action' | 'input' | 'target' | 'requester' | 'steps'
>;

/** SHA-256 over actions, normalised inputs, target, preconditions, diff and requester. */
export function planHash(content: PlanContent): string {
  const { action, input, target, requester, steps } = content;
  return createHash('sha256')
    .update(
      canonicalJson({
        action,
        input,
        target,
        requester,
        steps: steps.map(step => ({
          kind: step.kind,
          input: step.input,
          preconditions: step.preconditions,
          diff: step.preview.entries,
        })),
      } as unknown as JsonObject),
    )
    .digest('hex');
}

/** What a target is locked by. Names cannot hold slashes, so that keys cannot be forged by names. */
export function targetKey(ref: ResolvedTargetRef): string {
  return [ref.cluster, ref.namespace ?? '', ref.kind, ref.name]
    .map(encodeURIComponent)
    .join('/');
}
