import {
  ActionContext,
  ReadTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { AppInput, findApplication, targetOf } from '../applications/resolve';
import { ArgoInstances } from '../instances';

/**
 * Where a read looks: the namespace that the application delivers to. An application that is not there looks like one
 * whose namespace belongs to no service, so that nobody but operators learns which exist.
 */
export async function targetOfRead(
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
