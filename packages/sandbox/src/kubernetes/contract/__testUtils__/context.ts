import { Client } from './client';
import { Kubectl } from './kubectl';
import { startSandbox } from './sandbox';
import { Target, targetFromEnvironment } from './target';

/** What the cases of the contract share: a client, and a namespace of their own that goes with them. */
export interface Contract {
  target: Target;
  client: Client;
  namespace: string;
  /** `/api/v1/namespaces/<namespace>` */
  core: string;
  /** `/apis/apps/v1/namespaces/<namespace>` */
  apps: string;
}

/**
 * Gives a test file the cluster it is about, that of `TITANIUM_SANDBOX_KUBECONFIG` or else a sandbox made for it, and
 * a namespace there.
 */
export function useContract(): () => Contract {
  let contract: Contract;
  let stop = async () => {};

  beforeAll(async () => {
    let target = targetFromEnvironment();
    if (!target) {
      const sandbox = await startSandbox();
      target = sandbox.target;
      stop = sandbox.stop;
    }
    const client = new Client(target);
    const reply = await client.create('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { generateName: 'contract-' },
    });
    const { name: namespace } = reply.json.metadata;
    contract = {
      target,
      client,
      namespace,
      core: `/api/v1/namespaces/${namespace}`,
      apps: `/apis/apps/v1/namespaces/${namespace}`,
    };
  });

  afterAll(async () => {
    await contract?.client.delete(`/api/v1/namespaces/${contract.namespace}`);
    contract?.client.close();
    await stop();
  });

  return () => contract;
}

/** {@link useContract}, with the real kubectl. */
export function useKubectl(): () => { kubectl: Kubectl; namespace: string } {
  const contract = useContract();
  let kubectl: Kubectl;

  beforeAll(async () => {
    kubectl = await Kubectl.create(contract().target);
  });
  afterAll(() => kubectl?.close());

  return () => ({ kubectl, namespace: contract().namespace });
}
