import { SandboxSecrets } from '../secrets';
import { TitaniumWorld } from '../world/world';

/** The platforms beside Kubernetes and OpenID Connect, in the order they start: later ones may ask earlier ones. */
export const PLATFORM_NAMES = [
  'prometheus',
  'alertmanager',
  'loki',
  'grafana',
  'argocd',
  'gitea',
] as const;

/** @public */
export type PlatformName = (typeof PLATFORM_NAMES)[number];

/** A running server. */
export interface PlatformServer {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  close(): Promise<void>;
}

/** What a platform's server is made of. */
export interface PlatformOptions {
  world: TitaniumWorld;
  secrets: SandboxSecrets;
  /** 0 takes any free one. */
  port: number;
  /** Addresses of the platforms that run already. */
  urls: Readonly<Partial<Record<PlatformName, string>>>;
  warn(message: string): void;
}

/** One platform of the sandbox. */
export interface Platform {
  name: PlatformName;
  /** Name for people: "Loki". */
  title: string;
  defaultPort: number;
  /** Rejects with the listener's error when the port is taken. */
  start(options: PlatformOptions): Promise<PlatformServer>;
}
