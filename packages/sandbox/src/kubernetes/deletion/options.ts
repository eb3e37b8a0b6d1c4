import { readObject } from '../request/body';
import { resourceName } from '../resources/types';
import { ResourceCall } from '../server/call';
import { isDryRun } from '../objects/accept';
import { conflict, field, invalid } from '../status';
import { KubeObject } from '../../world/types';
import { Propagation } from './remove';

export interface DeleteOptions {
  dryRun: boolean;
  propagation: Propagation | undefined;
  gracePeriodSeconds: number | undefined;
  preconditions: { uid?: string; resourceVersion?: string };
}

const POLICIES = ['Background', 'Foreground', 'Orphan'];

/** Reads `DeleteOptions` from the body, or from the query when there is none. */
export async function readDeleteOptions(
  call: ResourceCall,
): Promise<DeleteOptions> {
  const { query, request } = call;
  const body = (await readObject(request)) ?? {};
  const policy =
    body.propagationPolicy ?? query.get('propagationPolicy') ?? undefined;
  if (policy !== undefined && !POLICIES.includes(policy)) {
    throw invalid({ group: 'meta.k8s.io', name: 'DeleteOptions' }, '', [
      field.notSupported('propagationPolicy', policy, POLICIES),
    ]);
  }
  const orphan =
    body.orphanDependents ?? query.get('orphanDependents') === 'true';
  const grace = body.gracePeriodSeconds ?? query.get('gracePeriodSeconds');
  if (grace !== undefined && grace !== null && !(Number(grace) >= 0)) {
    throw invalid({ group: 'meta.k8s.io', name: 'DeleteOptions' }, '', [
      field.invalid(
        'gracePeriodSeconds',
        Number(grace),
        'must be greater than or equal to 0',
      ),
    ]);
  }
  return {
    dryRun: isDryRun(query, body),
    propagation: policy ?? (orphan ? 'Orphan' : undefined),
    gracePeriodSeconds:
      grace === undefined || grace === null ? undefined : Number(grace),
    preconditions: body.preconditions ?? {},
  };
}

export function assertPreconditions(
  { type }: ResourceCall,
  object: KubeObject,
  { preconditions }: DeleteOptions,
): void {
  const { uid, resourceVersion } = preconditions;
  const { metadata } = object;
  if (uid && uid !== metadata.uid) {
    throw conflict(
      resourceName(type),
      metadata.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`,
    );
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw conflict(
      resourceName(type),
      metadata.name,
      `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
    );
  }
}
