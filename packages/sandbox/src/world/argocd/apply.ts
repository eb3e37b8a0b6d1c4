import {
  validateCreate,
  validateUpdate,
} from '../../kubernetes/objects/validate';
import { prepareForCreate } from '../../kubernetes/objects/strategy';
import { kindName } from '../../kubernetes/resources/types';
import { invalid } from '../../kubernetes/status';
import { KubeObject, ObjectStore, Random } from '../types';
import { Compared } from './compare';
import { Kinds } from './kinds';
import { LAST_APPLIED, applied } from './merge';
import { ResourceResult } from './operation';

export interface ApplyOptions {
  dryRun: boolean;
  prune: boolean;
}

/** Writes to the cluster as client-side apply does. */
export class Applier {
  constructor(
    readonly store: ObjectStore,
    readonly random: Random,
    private readonly kinds: Kinds,
  ) {}

  /** Brings one object to what its manifest says, or takes away one that has no manifest any more. */
  sync(item: Compared, options: ApplyOptions): ResourceResult {
    const result = (
      status: NonNullable<ResourceResult['status']>,
      message: string,
    ): ResourceResult => ({
      ...item.ref,
      status,
      message,
      hookPhase: status === 'SyncFailed' ? 'Failed' : 'Running',
      syncPhase: 'Sync',
      ...imagesOf(item.target),
    });
    try {
      if (!item.target) {
        return this.prune(item, options, result);
      }
      const message = this.apply(item.target, item.live, options.dryRun);
      return result('Synced', message);
    } catch (error) {
      return result('SyncFailed', (error as Error).message);
    }
  }

  private prune(
    { live, requiresPruning }: Compared,
    { dryRun, prune }: ApplyOptions,
    result: (
      status: NonNullable<ResourceResult['status']>,
      message: string,
    ) => ResourceResult,
  ): ResourceResult {
    if (!prune || !requiresPruning) {
      return result('PruneSkipped', 'ignored (requires pruning)');
    }
    if (dryRun) {
      return result('Pruned', 'pruned (dry run)');
    }
    const id = live && this.kinds.collection(live);
    if (id) {
      this.store.delete(id, live.metadata.namespace, live.metadata.name);
    }
    return result('Pruned', 'pruned');
  }

  private apply(
    target: KubeObject,
    live: KubeObject | undefined,
    dryRun: boolean,
  ): string {
    const type = this.kinds.find(target.apiVersion, target.kind);
    if (!type) {
      throw new Error(
        `The Kubernetes API could not find ${target.apiVersion}/${target.kind} for requested resource ${target.metadata.namespace}/${target.metadata.name}. Make sure the "${target.kind}" CRD is installed on the destination cluster.`,
      );
    }
    const next = applied(target, live);
    if (!live) {
      prepareForCreate(type, next, { world: this });
    }
    const errors = live
      ? validateUpdate(type, next, live)
      : validateCreate(type, next);
    if (errors.length > 0) {
      throw invalid(kindName(type), next.metadata.name, errors);
    }
    next.metadata.annotations = {
      ...next.metadata.annotations,
      [LAST_APPLIED]: `${JSON.stringify(target)}\n`,
    };
    const printed = this.kinds.printed(target);
    const suffix = dryRun ? ' (dry run)' : '';
    if (!live) {
      if (!dryRun) {
        this.store.create(type.storage, next);
      }
      return `${printed} created${suffix}`;
    }
    if (dryRun) {
      return `${printed} configured${suffix}`;
    }
    const written = this.store.update(type.storage, next);
    const changed =
      written.metadata.resourceVersion !== live.metadata.resourceVersion;
    return `${printed} ${changed ? 'configured' : 'unchanged'}`;
  }
}

function imagesOf(target: KubeObject | undefined): { images?: string[] } {
  const spec = target?.spec?.template?.spec;
  const images = [
    ...(spec?.initContainers ?? []),
    ...(spec?.containers ?? []),
  ].map(container => String(container.image));
  return images.length ? { images } : {};
}
