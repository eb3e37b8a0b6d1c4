import { JsonObject } from '@backstage/types';
import {
  ActionContext,
  Read,
  ReadTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import {
  AppInput,
  findApplication,
  isGone,
  targetOf,
} from '../applications/resolve';
import { ArgoInstances } from '../instances';

/** What all reads of one application share: where they look, and whether what they name is gone. */
export function placesOfRead<TInput extends AppInput & JsonObject>(
  instances: ArgoInstances,
): Required<Pick<Read<TInput>, 'target' | 'missing'>> {
  return {
    target: (input, context) => targetOfRead(instances, input, context),
    missing: (input, { entity, signal }) =>
      isGone(instances, input, { entity, signal }),
  };
}

/**
 * Where a read looks: the namespace that the application delivers to. An application that is not there looks like one
 * whose namespace belongs to no service, so that nobody but operators learns which exist.
 */
async function targetOfRead(
  instances: ArgoInstances,
  input: AppInput,
  { entity, signal }: ActionContext,
): Promise<ReadTarget> {
  const { cluster, application } = input;
  const base = { kind: 'application', name: application };
  try {
    const found = await findApplication(instances, input, { entity, signal });
    const { ref } = targetOf(instances, found);
    return { ...base, cluster: ref.cluster, namespace: ref.namespace };
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      return { ...base, cluster, namespace: null };
    }
    throw error;
  }
}
