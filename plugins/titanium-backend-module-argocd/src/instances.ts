import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  ARGOCD_INSTANCE_ANNOTATION,
  KUBERNETES_CLUSTER_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { ManifestImages } from './applications/ManifestImages';
import { Revisions } from './applications/Revisions';
import { ArgoClient } from './client/ArgoClient';
import { Application } from './client/types';
import { InstanceConfig, readInstances } from './config/readInstances';
import { ApplicationWatch } from './watch/ApplicationWatch';
import { ArgoTimings, DEFAULT_TIMINGS } from './watch/timings';

const OWN_SERVERS = ['https://kubernetes.default.svc', 'in-cluster'];

/** One configured Argo CD, and what is shared by all who look at it. */
export class ArgoInstance {
  readonly client: ArgoClient;
  readonly watch: ApplicationWatch;
  readonly revisions: Revisions;
  readonly images: ManifestImages;

  constructor(
    readonly config: InstanceConfig,
    readonly timings: ArgoTimings,
    logger: LoggerService,
  ) {
    this.client = new ArgoClient(new PlatformHttp(config.http));
    this.watch = new ApplicationWatch(this.client, timings, logger);
    this.revisions = new Revisions(this.client);
    this.images = new ManifestImages(this.client);
  }

  get name(): string {
    return this.config.name;
  }

  /** The portal's name of the cluster an application goes to; null when the configuration does not tell. */
  clusterOf(app: Application): string | null {
    const { server, name } = app.spec.destination ?? {};
    const known = (server ?? name ?? '').replace(/\/+$/, '');
    return (
      this.config.destinations.get(known) ??
      (OWN_SERVERS.includes(known) ? this.config.cluster : null)
    );
  }

  /** True when applications for the cluster may be here. */
  serves(cluster: string): boolean {
    return (
      this.config.cluster === cluster ||
      [...this.config.destinations.values()].includes(cluster)
    );
  }

  /** Where people see the application in Argo CD. */
  urlOf({ metadata }: Application): string | null {
    const { publicUrl } = this.config;
    return publicUrl === null
      ? null
      : `${publicUrl}/applications/${[metadata.namespace, metadata.name]
          .filter(part => part !== undefined)
          .map(part => encodeURIComponent(part!))
          .join('/')}`;
  }

  async close(): Promise<void> {
    this.watch.stop();
    await this.client.close();
  }
}

/** All configured instances. */
export class ArgoInstances {
  constructor(readonly all: readonly ArgoInstance[]) {}

  static fromConfig(
    config: Config,
    options: { logger: LoggerService; timings?: Partial<ArgoTimings> },
  ): ArgoInstances {
    const timings = { ...DEFAULT_TIMINGS, ...options.timings };
    return new ArgoInstances(
      readInstances(config).map(
        instance => new ArgoInstance(instance, timings, options.logger),
      ),
    );
  }

  /** Names of the clusters whose applications can be asked about. */
  clusters(): string[] {
    return [...new Set(this.all.map(({ config }) => config.cluster))];
  }

  byName(name: string): ArgoInstance {
    const found = this.all.find(instance => instance.name === name);
    if (!found) {
      throw new NotFoundError(`No Argo CD ${name} is configured`);
    }
    return found;
  }

  /** Throws `InputError` for a cluster that no instance delivers to: it would seem to have no applications. */
  requireServed(cluster: string): void {
    if (!this.all.some(instance => instance.serves(cluster))) {
      throw Object.assign(
        new InputError(
          `No configured Argo CD delivers to cluster ${JSON.stringify(
            cluster.slice(0, 80),
          )}`,
        ),
        { code: 'invalid-input' as const },
      );
    }
  }

  /**
   * The instance that delivers an entity: the one it names, else the only one, else that of its cluster. Throws
   * `InputError` with the line to add when that does not settle it.
   */
  ofEntity(entity: Entity): ArgoInstance {
    const annotations = entity.metadata.annotations ?? {};
    const named = annotations[ARGOCD_INSTANCE_ANNOTATION]?.trim();
    if (named) {
      const found = this.all.find(({ name }) => name === named);
      if (!found) {
        throw new InputError(
          `The annotation ${ARGOCD_INSTANCE_ANNOTATION} names ${JSON.stringify(
            named.slice(0, 80),
          )}, which is not configured. Configured: ${this.names()}.`,
        );
      }
      return found;
    }
    const cluster = annotations[KUBERNETES_CLUSTER_ANNOTATION]?.trim();
    const fitting = this.all.filter(
      instance => cluster === undefined || instance.serves(cluster),
    );
    const [only, ...others] = this.all.length === 1 ? this.all : fitting;
    if (!only) {
      throw new InputError(
        this.all.length === 0
          ? 'No Argo CD is configured: see titanium.argocd.instances.'
          : `No configured Argo CD delivers to cluster ${cluster}.`,
      );
    }
    if (others.length > 0) {
      throw Object.assign(
        new InputError(
          `Several Argo CD are configured. Add to the entity's metadata.annotations: "${ARGOCD_INSTANCE_ANNOTATION}: <one of ${this.names()}>".`,
        ),
        { code: 'missing-annotation' },
      );
    }
    return only;
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map(instance => instance.close()));
  }

  private names(): string {
    return this.all.map(({ name }) => name).join(', ');
  }
}
