import { Client } from './client';
import { Target } from './target';

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

/** Gives each group of cases a namespace; use inside `describe`. */
export function useContract(getTarget: () => Target): () => Contract {
  let contract: Contract;
  beforeAll(async () => {
    const target = getTarget();
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
    await contract.client.delete(`/api/v1/namespaces/${contract.namespace}`);
    contract.client.close();
  });
  return () => contract;
}
