import { alertmanager } from '../alertmanager';
import { prometheus } from '../prometheus';
import { GRAFANA } from '../grafana';
import { LOKI } from '../loki';
import { ARGOCD_PLATFORM } from '../argocd';
import { GITEA } from '../gitea';
import { Platform } from './types';

/** Every platform beside Kubernetes and OpenID Connect, in the order of `PLATFORM_NAMES`. */
export const PLATFORMS: readonly Platform[] = [
  prometheus,
  alertmanager,
  LOKI,
  GRAFANA,
  ARGOCD_PLATFORM,
  GITEA,
];

export { PLATFORM_NAMES } from './types';
export type { Platform, PlatformName, PlatformServer } from './types';
