import { Incidents } from '../incidents';
import { R } from '../resources';
import { GATEWAY, TestCluster } from '../testing/cluster';
import { KubeObject } from '../types';
import { Operation } from './operation';

// A World lives a month before each of these.
jest.setTimeout(60_000);

type Change = (app: KubeObject) => void;

class Night extends TestCluster {
  readonly incidents = new Incidents(this.world);

  app(name = 'prod-api-gateway') {
    return this.get(R.applications, name, 'argocd');
  }

  change(name: string, change: Change): void {
    const copy: KubeObject = structuredClone(this.app(name));
    change(copy);
    this.world.argocd.update(copy);
  }

  /** Begins what a rollback to a deployment of the past begins. */
  rollBack(name: string, id: number): void {
    const entry = this.app(name).status.history.find(
      (item: { id: number }) => item.id === id,
    );
    const operation: Operation = {
      sync: {
        ...(entry.sources
          ? { sources: entry.sources, revisions: entry.revisions }
          : { source: entry.source, revision: entry.revision }),
        syncStrategy: { apply: {} },
      },
      initiatedBy: { username: 'operator' },
    };
    if (!this.world.argocd.begin(name, operation)) {
      throw new Error(`${name} is at something already`);
    }
  }

  ended(name = 'prod-api-gateway') {
    this.until(() => !this.app(name).operation, 30);
    return this.app(name).status.operationState;
  }

  image(): string {
    return this.get(R.deployments, GATEWAY).spec.template.spec.containers[0]
      .image;
  }
}

describe('a night with Argo CD', () => {
  it('a bad release goes out, is rolled back, and auto-sync is restored', () => {
    const night = new Night();
    night.incidents.start('bad-release');
    night.until(() => night.app().status.history.at(-1).id === 8, 20);
    night.until(() => night.app().status.health.status === 'Progressing', 5);
    night.untilRolledOut(GATEWAY);
    expect(night.image()).toBe('idongju/api-gateway:v1.3.0');

    night.change('prod-api-gateway', ({ spec }) => {
      spec.syncPolicy.automated.enabled = false;
    });
    night.rollBack('prod-api-gateway', 7);
    expect(night.ended()).toMatchObject({
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
    });
    night.until(() => night.app().status.health.status === 'Progressing', 5);
    night.until(() => night.app().status.health.status === 'Healthy', 60);
    expect(night.image()).toBe('idongju/api-gateway:v1.2.3');
    expect(night.app().status.sync.status).toBe('OutOfSync');
    expect(night.app().status.history.at(-1)).toMatchObject({
      id: 9,
      revision: night.app().status.history.at(-3).revision,
      initiatedBy: { username: 'operator' },
    });
    // Nothing undoes it by itself.
    night.pass(400);
    expect(night.image()).toBe('idongju/api-gateway:v1.2.3');

    // Once the commit is reverted, auto-sync brings nothing back.
    night.incidents.stop('bad-release');
    night.until(() => night.app().status.sync.status === 'Synced', 20);
    night.change('prod-api-gateway', ({ spec }) => {
      spec.syncPolicy.automated.enabled = true;
    });
    night.pass(30);
    expect(night.image()).toBe('idongju/api-gateway:v1.2.3');
    expect(night.app().status).toMatchObject({
      sync: { status: 'Synced' },
      health: { status: 'Healthy' },
    });
  });

  it('auto-sync restored too early deploys the bad commit again', () => {
    const night = new Night();
    night.incidents.start('bad-release');
    night.until(() => night.app().status.history.at(-1).id === 8, 20);
    night.change('prod-api-gateway', ({ spec }) => {
      delete spec.syncPolicy.automated;
    });
    night.rollBack('prod-api-gateway', 7);
    night.ended();
    night.change('prod-api-gateway', ({ spec }) => {
      spec.syncPolicy.automated = { prune: true };
    });
    night.until(() => night.app().status.history.at(-1).id === 10, 20);
    expect(night.image()).toBe('idongju/api-gateway:v1.3.0');
  });

  it('a live change stays without self-heal, and goes with it', () => {
    const night = new Night();
    night.edit(R.horizontalPodAutoscalers, 'prod-api-gateway-hpa', object => {
      object.spec.maxReplicas = 9;
    });
    night.scale(GATEWAY, 3);
    night.until(() => night.app().status.sync.status === 'OutOfSync', 5);
    const drifted = night
      .app()
      .status.resources.filter(
        ({ status }: { status: string }) => status === 'OutOfSync',
      );
    // Replicas are the autoscaler's: git does not say them.
    expect(drifted.map(({ kind }: { kind: string }) => kind)).toEqual([
      'HorizontalPodAutoscaler',
    ]);
    night.pass(200);
    expect(night.app().status.sync.status).toBe('OutOfSync');
    night.change('prod-api-gateway', ({ spec }) => {
      spec.syncPolicy.automated.selfHeal = true;
    });
    night.until(() => night.app().status.sync.status === 'Synced', 20);
    expect(
      night.get(R.horizontalPodAutoscalers, 'prod-api-gateway-hpa').spec
        .maxReplicas,
    ).toBe(5);
    expect(night.app().status.history.at(-1).id).toBe(7);
  });

  it('an ApplicationSet puts back a changed sync policy, unless it ignores it', () => {
    const night = new Night();
    const policy = () => night.app('prod-user-service').spec.syncPolicy;
    const wanted = policy();
    const pause: Change = ({ spec }) => {
      spec.syncPolicy.automated.enabled = false;
    };
    night.change('prod-user-service', pause);
    expect(policy().automated.enabled).toBe(false);
    night.pass(5);
    expect(policy()).toEqual(wanted);
    const set = night.get(R.applicationSets, 'titanium-services', 'argocd');
    night.world.store.update(R.applicationSets, {
      ...set,
      spec: {
        ...set.spec,
        ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy'] }],
      },
    });
    night.change('prod-user-service', pause);
    night.pass(10);
    expect(policy().automated.enabled).toBe(false);
  });

  it('a window holds an operation until it has passed', () => {
    // 22:30 in Seoul.
    const night = new Night({ now: Date.UTC(2025, 10, 3, 13, 30, 0) });
    const state = () => night.app('prod-auth-service').status.operationState;
    night.rollBack('prod-auth-service', 2);
    night.pass(60);
    expect(state()).toMatchObject({
      phase: 'Running',
      message: 'Sync operation blocked by sync window',
    });
    expect(state().finishedAt).toBeUndefined();
    night.pass(8 * 60 * 60);
    expect(state().phase).toBe('Succeeded');
  });

  it('a held operation ends when it is terminated', () => {
    const night = new Night({ now: Date.UTC(2025, 10, 3, 13, 30, 0) });
    night.rollBack('prod-auth-service', 2);
    night.pass(10);
    night.change('prod-auth-service', ({ status }) => {
      status.operationState.phase = 'Terminating';
    });
    night.pass(1);
    expect(night.app('prod-auth-service').operation).toBeUndefined();
    expect(night.app('prod-auth-service').status.operationState).toMatchObject({
      phase: 'Failed',
      message: 'Operation terminated',
    });
    expect(night.app('prod-auth-service').status.history).toHaveLength(3);
  });

  it('an operation that cannot be done says why, and is tried again when asked', () => {
    const night = new Night();
    const url = night.app('postgres').spec.source.repoURL;
    const repository = night.world.git.get(url)!;
    const path = 'k8s-manifests/overlays/solid-cloud/statefulset.yaml';
    const file: KubeObject = structuredClone(
      repository.files(repository.head!.id)[path],
    );
    file.spec.serviceName = 'other';
    night.world.git.push(url, {
      author: { name: 'Minseo Park', email: 'minseo.park@titanium.example' },
      time: night.clock.now(),
      message: 'rename the service',
      changes: { [path]: file },
    });
    night.until(
      () => night.app('postgres').status.sync.status === 'OutOfSync',
      10,
    );
    night.world.argocd.begin('postgres', {
      sync: { revision: repository.head!.id },
      initiatedBy: { username: 'operator' },
      retry: { limit: 1, backoff: { duration: '10s' } },
    });
    night.until(
      () => night.app('postgres').status.operationState?.retryCount === 1,
      10,
    );
    expect(night.app('postgres').status.operationState).toMatchObject({
      phase: 'Running',
      message: expect.stringMatching(/Retrying attempt #1 at /),
    });
    const state = night.ended('postgres');
    expect(state.phase).toBe('Failed');
    expect(state.message).toMatch(
      /^one or more objects failed to apply, reason: StatefulSet\.apps "postgres" is invalid: .*\(retried 1 times\)\.$/s,
    );
    expect(night.app('postgres').status.history).toHaveLength(2);
  });

  it('what git has dropped is pruned only where pruning is wanted', () => {
    const night = new Night();
    const url = night.app().spec.source.repoURL;
    const repository = night.world.git.get(url)!;
    const folder = 'k8s-manifests/overlays/solid-cloud';
    const kustomization: KubeObject = structuredClone(
      repository.files(repository.head!.id)[`${folder}/kustomization.yaml`],
    );
    kustomization.resources = kustomization.resources.filter(
      (name: string) => name !== 'pdb.yaml',
    );
    night.change('prod-api-gateway', ({ spec }) => {
      spec.syncPolicy.automated.prune = false;
    });
    night.world.git.push(url, {
      author: { name: 'Minseo Park', email: 'minseo.park@titanium.example' },
      time: night.clock.now(),
      message: 'drop the disruption budget',
      changes: {
        [`${folder}/kustomization.yaml`]: kustomization,
        [`${folder}/pdb.yaml`]: null,
      },
    });
    night.pass(30);
    const budget = () =>
      night.find(R.podDisruptionBudgets, 'prod-api-gateway-pdb');
    expect(budget()).toBeDefined();
    expect(night.app().status.resources).toContainEqual(
      expect.objectContaining({
        kind: 'PodDisruptionBudget',
        status: 'OutOfSync',
        requiresPruning: true,
      }),
    );
    night.change('prod-api-gateway', ({ spec }) => {
      spec.syncPolicy.automated.prune = true;
    });
    night.until(() => night.app().status.sync.status === 'Synced', 20);
    expect(budget()).toBeUndefined();
  });

  it('goes on after a restart, with its history and its running operation', () => {
    const night = new Night();
    night.world.argocd.begin('postgres', {
      sync: {},
      initiatedBy: { username: 'operator' },
    });
    const saved = JSON.parse(JSON.stringify(night.world.save()));
    const again = new Night({ saved });
    expect(again.ended('postgres').phase).toBe('Succeeded');
    const url = again.app().spec.source.repoURL;
    expect(
      again.world.git
        .get(url)!
        .log()
        .map(({ id }) => id),
    ).toEqual(
      night.world.git
        .get(url)!
        .log()
        .map(({ id }) => id),
    );
  });
});
