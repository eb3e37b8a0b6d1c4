import { ConflictError } from '@backstage/errors';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ControlClient } from './control/client';
import { SandboxStatus, startControlServer } from './control/server';
import { createKubernetesApi, kubeconfig } from './kubernetes';
import { startPersistentOidcServer } from './oidc';
import { PLATFORMS, PlatformName } from './platforms';
import { SandboxSecrets, loadSecrets, writePrivate } from './secrets';
import { Incidents } from './world/incidents';
import { isFinished, isReady, timestamp } from './world/objects';
import { R } from './world/resources';
import { Snapshot, keepSnapshot, loadSnapshot } from './world/snapshot';
import { TitaniumWorld, createWorld } from './world/world';

/**
 * What the sandbox tells about its doings.
 *
 * @public
 */
export interface SandboxLogger {
  info(message: string): void;
  warn(message: string): void;
}

/** @public */
export type PortName = 'kubernetes' | 'oidc' | 'control' | PlatformName;

/** @public */
export interface SandboxOptions {
  /** Where state is kept; the sandbox writes below its folder `sandbox`. */
  dataDir: string;
  /** Defaults: 6443, 5556, the platforms' usual ones, and any free one for `control`. 0 takes any free one. */
  ports?: Partial<Record<PortName, number>>;
  /** Takes any free port where `ports` names none. */
  freePorts?: boolean;
  /** The platforms to start beside Kubernetes and OpenID Connect. Default: all. */
  platforms?: readonly PlatformName[];
  /** How many times faster than the wall the World lives. Default 1. */
  speed?: number;
  /** Everything random follows from it. Default: that of the saved World, or a random one. */
  seed?: string;
  /** Pods beside the platform's own. Default: as many as the saved World has, or none. */
  pods?: number;
  /** Forgets the saved World and makes a new one. */
  fresh?: boolean;
  /** Address of the portal that signs in here. Default `http://localhost:7007`. */
  portalUrl?: string;
  logger?: SandboxLogger;
}

/** @public */
export interface Sandbox {
  urls: { kubernetes: string; oidc: string; control: string } & Partial<
    Record<PlatformName, string>
  >;
  /** Bearer tokens of the Kubernetes API, of Grafana, Argo CD and Gitea, and the OpenID Connect client. Secret. */
  tokens: {
    reader: string;
    actor: string;
    admin: string;
    grafana: string;
    argocd: string;
    gitea: string;
    oidcClientId: string;
    oidcClientSecret: string;
  };
  /** PEM text of the authority behind the Kubernetes API's certificate. */
  ca: string;
  world: TitaniumWorld;
  incidents: Incidents;
  /** Saves the World and stops everything. */
  close(): Promise<void>;
}

const silent: SandboxLogger = { info() {}, warn() {} };

/**
 * Starts the Titanium platform in this process. Rejects with `ConflictError` when a port is taken, naming it, or when
 * another sandbox runs with the same data directory.
 *
 * @public
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { logger = silent, speed = 1 } = options;
  const portOf = (name: PortName, usual: number) =>
    options.ports?.[name] ?? (options.freePorts ? 0 : usual);
  const directory = join(options.dataDir, 'sandbox');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  await assertAlone(options.dataDir);
  const secrets = await loadSecrets(join(directory, 'secrets.json'));
  const worldFile = join(directory, 'world.json');
  const saved = savedWorld(worldFile, options, logger);
  const world = makeWorld(options, saved, secrets, logger);
  const incidents = new Incidents(world);
  incidents.restore(saved?.incidents ?? []);

  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) {
      await closer();
    }
  };
  try {
    closers.push(() => world.stop());
    const keeper = keepSnapshot(
      worldFile,
      () => world.store.resourceVersion,
      () => ({
        ...world.save(),
        pods: options.pods ?? saved?.pods ?? 0,
        incidents: incidents.save(),
      }),
      error => logger.warn(`The World could not be saved: ${error}`),
    );
    closers.push(() => {
      keeper.stop();
      keeper.saveNow();
    });
    const kubernetes = createKubernetesApi({
      world,
      authority: secrets.authority,
      tokens: secrets.kubernetes,
    });
    const kubernetesUrl = await listening(
      'Kubernetes API',
      portOf('kubernetes', 6443),
      port => kubernetes.listen(port),
    );
    closers.push(() => kubernetes.close());
    const oidc = await listening('OpenID Connect', portOf('oidc', 5556), port =>
      startPersistentOidcServer(
        join(directory, 'oidc.json'),
        {
          port,
          ...secrets.oidc,
          portalUrl: options.portalUrl ?? 'http://localhost:7007',
        },
        error => logger.warn(`Sessions could not be saved: ${error}`),
      ),
    );
    closers.push(() => oidc.close());
    const urls: Sandbox['urls'] = {
      kubernetes: kubernetesUrl,
      oidc: oidc.url,
      control: '',
    };
    const wanted = PLATFORMS.filter(
      ({ name }) => options.platforms?.includes(name) ?? true,
    );
    for (const { name, title, defaultPort, start } of wanted) {
      const server = await listening(title, portOf(name, defaultPort), port =>
        start({ world, secrets, port, urls, warn: text => logger.warn(text) }),
      );
      closers.push(() => server.close());
      urls[name] = server.url;
      logger.info(`${title} on ${server.url}`);
    }
    const control = await listening('control', portOf('control', 0), port =>
      startControlServer({
        port,
        incidents,
        status: () => statusOf(world, incidents, urls, speed),
      }),
    );
    urls.control = control.address.url;
    const controlFile = join(directory, 'control.json');
    closers.push(async () => {
      await control.close();
      rmSync(controlFile, { force: true });
    });
    writePrivate(controlFile, control.address);
    writeAddresses(directory, urls, secrets);
    logger.info(`Kubernetes API on ${urls.kubernetes}`);
    logger.info(`OpenID Connect on ${urls.oidc}`);
    return {
      urls,
      tokens: {
        ...secrets.kubernetes,
        ...secrets.platforms,
        oidcClientId: secrets.oidc.clientId,
        oidcClientSecret: secrets.oidc.clientSecret,
      },
      ca: secrets.authority.certificate,
      world,
      incidents,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function assertAlone(dataDir: string): Promise<void> {
  const status = await ControlClient.of(dataDir)
    ?.status()
    .catch(() => undefined);
  if (status) {
    throw new ConflictError(
      `A sandbox with the data directory ${dataDir} runs already (process ${status.pid})`,
    );
  }
}

/** The World to go on with: none when it should be, or was, another one. */
function savedWorld(
  file: string,
  { fresh, seed, pods }: SandboxOptions,
  logger: SandboxLogger,
): Snapshot | undefined {
  const saved = fresh ? undefined : loadSnapshot(file);
  const isOther =
    saved &&
    ((seed !== undefined && seed !== saved.seed) ||
      (pods !== undefined && pods !== saved.pods));
  if (isOther) {
    logger.info('Another seed or size: the saved World is replaced');
  }
  return isOther ? undefined : saved;
}

function makeWorld(
  options: SandboxOptions,
  saved: Snapshot | undefined,
  secrets: SandboxSecrets,
  logger: SandboxLogger,
): TitaniumWorld {
  const started = performance.now();
  const world = createWorld({
    seed: options.seed ?? saved?.seed ?? randomBytes(8).toString('hex'),
    speed: options.speed,
    pods: options.pods,
    clusterCa: secrets.authority.certificate,
    saved,
    onError: (task, error) => logger.warn(`${task}: ${error}`),
  });
  world.start();
  logger.info(
    `${saved ? 'Went on with the saved' : 'Made a new'} World in ${Math.round(
      performance.now() - started,
    )} ms`,
  );
  return world;
}

async function listening<T>(
  what: string,
  port: number,
  start: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await start(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new ConflictError(
        `Port ${port} (${what}) is taken by another program`,
      );
    }
    throw error;
  }
}

function statusOf(
  world: TitaniumWorld,
  incidents: Incidents,
  urls: Record<string, string>,
  speed: number,
): SandboxStatus {
  const pods = world.store.list(R.pods).filter(pod => !isFinished(pod));
  return {
    pid: process.pid,
    urls,
    time: timestamp(world.clock.now()),
    speed,
    seed: world.seed,
    nodes: world.store.list(R.nodes).length,
    pods: { total: pods.length, ready: pods.filter(isReady).length },
    incidents: incidents.list(),
  };
}

/** Leaves what clients need beside the World: addresses for the portal, kubeconfigs for people. */
function writeAddresses(
  directory: string,
  urls: Sandbox['urls'],
  { authority, kubernetes }: SandboxSecrets,
): void {
  const ca = authority.certificate;
  writePrivate(join(directory, 'endpoints.json'), {
    kubernetes: {
      url: urls.kubernetes,
      caData: Buffer.from(ca).toString('base64'),
    },
    oidc: { url: urls.oidc },
    ...Object.fromEntries(
      PLATFORMS.flatMap(({ name }) =>
        urls[name] ? [[name, { url: urls[name] }]] : [],
      ),
    ),
  });
  for (const [user, token] of Object.entries(kubernetes)) {
    writePrivate(
      join(directory, `kubeconfig-${user}`),
      kubeconfig({ url: urls.kubernetes, ca, token, user }),
    );
  }
}
