import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  canonicalJson,
  ResolvedTargetRef,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ActionContext } from '@titanium-portal/backstage-plugin-titanium-node';
import { FoundApplication, readApplication } from '../applications/resolve';
import { AppId, Application } from '../client/types';
import { ArgoInstance, ArgoInstances } from '../instances';

/** How patient verification is; milliseconds of the wall clock. */
export interface VerifyTimings {
  /** Nothing has moved for so long: it is called stalled and evidence is gathered. */
  stallMs: number;
  /** Bad health that does not move for so long is a failure. */
  degradedMs: number;
  /** How long to look for what may still be on its way. */
  settleMs: number;
}

export const DEFAULT_VERIFY_TIMINGS: VerifyTimings = {
  stallMs: 30_000,
  degradedMs: 90_000,
  settleMs: 5_000,
};

/** What actions work with. */
export interface ActionDeps {
  instances: ArgoInstances;
  timings: VerifyTimings;
}

/** A step of a run, as handlers are given it. */
export interface StepInput {
  target: ResolvedTargetRef;
  input: JsonObject;
}

/** What each step's input says of where the application is. */
export function placeFields({ instance, id }: FoundApplication): JsonObject {
  return {
    instance: instance.name,
    application: id.name,
    appNamespace: id.namespace,
  };
}

/** Where a step's application is. */
export function placeOf(
  { instances }: ActionDeps,
  { input }: Pick<StepInput, 'input'>,
): { instance: ArgoInstance; id: AppId } {
  return {
    instance: instances.byName(String(input.instance)),
    id: {
      name: String(input.application),
      namespace:
        typeof input.appNamespace === 'string' ? input.appNamespace : null,
    },
  };
}

/** The application of a step as it is now; another one of the same name is a conflict. */
export async function readTarget(
  deps: ActionDeps,
  step: StepInput,
  { signal }: Pick<ActionContext, 'signal'>,
): Promise<{ instance: ArgoInstance; id: AppId; app: Application }> {
  const { instance, id } = placeOf(deps, step);
  const app = await readApplication(instance, id, signal);
  if ((app.metadata.uid ?? null) !== step.target.uid) {
    throw changedSincePlan(
      'The application was deleted and made anew since the plan was made; make a new plan.',
    );
  }
  return { instance, id, app };
}

export function projectOf(app: Application): string {
  return app.spec.project ?? 'default';
}

/** What Argo CD itself, or good sense, would refuse. */
export function refused(message: string): Error {
  return Object.assign(new ConflictError(message), {
    code: 'platform-rejected' as const,
  });
}

/** An error that tells the page to ask for a new preview. */
export function changedSincePlan(message: string): Error {
  return Object.assign(new ConflictError(message), {
    code: 'plan-changed' as const,
  });
}

export function hashOf(fields: unknown): string {
  const plain = JSON.parse(JSON.stringify(fields ?? null)) as JsonObject;
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}
