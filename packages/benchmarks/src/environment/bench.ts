import { startSandbox } from '@titanium-portal/sandbox';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BenchService } from './catalog';
import { startCountingProxy } from './countingProxy';
import { startPortal } from './portal';
import { freePort } from './ports';

const DEPLOYMENTS = { group: 'apps', resource: 'deployments' };
const PODS = { group: '', resource: 'pods' };

/** The services of the sandbox's extra load: twenty pods each, spread over at least a hundred namespaces. */
export function loadServices(count: number): BenchService[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `service-${String(index).padStart(4, '0')}`;
    return {
      name: id,
      kubernetesId: id,
      namespace: `load-${String(index % 100).padStart(3, '0')}`,
    };
  });
}

/** A sandbox in this process, the counting door before it, and the back end in a process of its own. */
export async function startBench(options: {
  pods: number;
  services: number;
  users: number;
}) {
  const data = mkdtempSync(path.join(tmpdir(), 'titanium-bench-world-'));
  const port = await freePort();
  const sandbox = await startSandbox({
    dataDir: data,
    fresh: true,
    seed: 'bench',
    pods: options.pods,
    freePorts: true,
    platforms: [],
    portalUrl: `http://localhost:${port}`,
  });
  const door = await startCountingProxy(sandbox.urls.kubernetes, sandbox.ca);
  const services = loadServices(options.services);
  const portal = await startPortal({
    port,
    kubernetes: {
      url: door.url,
      caData: door.caData,
      readerToken: sandbox.tokens.reader,
      actorToken: sandbox.tokens.actor,
    },
    oidc: {
      url: sandbox.urls.oidc,
      clientId: sandbox.tokens.oidcClientId,
      clientSecret: sandbox.tokens.oidcClientSecret,
    },
    services,
    users: options.users,
  });
  const { store } = sandbox.world;
  const podsOf = (service: BenchService) =>
    store
      .list(PODS, service.namespace)
      .filter(
        pod =>
          pod.metadata.labels?.['backstage.io/kubernetes-id'] ===
          service.kubernetesId,
      );
  return {
    door,
    portal,
    services,
    podsOf,
    /** Sets a service's replicas and waits until all are ready. */
    async scale(service: BenchService, replicas: number): Promise<void> {
      const deployment = store.get(
        DEPLOYMENTS,
        service.namespace,
        service.kubernetesId,
      )!;
      store.update(DEPLOYMENTS, {
        ...deployment,
        spec: { ...deployment.spec, replicas },
      });
      const deadline = Date.now() + 120_000;
      while (
        store.get(DEPLOYMENTS, service.namespace, service.kubernetesId)?.status
          ?.readyReplicas !== replicas
      ) {
        if (Date.now() > deadline) {
          throw new Error(`${service.name} did not reach ${replicas} pods`);
        }
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    },
    /** Writes one change of a pod: one more restart of its first container. Answers the new count. */
    restartOnce(namespace: string, podUid: string): number {
      const pod = store
        .list(PODS, namespace)
        .find(({ metadata }) => metadata.uid === podUid)!;
      const [first, ...rest] = pod.status.containerStatuses;
      const restartCount = first.restartCount + 1;
      store.update(PODS, {
        ...pod,
        status: {
          ...pod.status,
          containerStatuses: [{ ...first, restartCount }, ...rest],
        },
      });
      return restartCount;
    },
    async stop(): Promise<void> {
      await portal.stop();
      door.close();
      await sandbox.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** What {@link startBench} answers. */
export type Bench = Awaited<ReturnType<typeof startBench>>;
