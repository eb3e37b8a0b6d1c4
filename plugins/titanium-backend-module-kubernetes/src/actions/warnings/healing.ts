import type { KubernetesObject } from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { optionalList } from './optionalList';

type Application = KubernetesObject & {
  spec?: {
    syncPolicy?: {
      automated?: { enabled?: boolean | null; selfHeal?: boolean } | null;
    };
  };
};

/** Auto-sync is on when `automated` is there and not switched off. */
function heals({ spec }: Application): boolean {
  const { automated } = spec?.syncPolicy ?? {};
  return (
    automated !== undefined &&
    automated !== null &&
    automated.enabled !== false &&
    automated.selfHeal === true
  );
}

/**
 * Sharpens the warning that Argo CD manages an object when the application is known to heal itself: then the change does
 * not last at all. Applications of another cluster are not seen, and the warning stays as it is.
 */
export async function withHealing(
  clusters: TitaniumClusters,
  cluster: string,
  warnings: readonly PlanWarning[],
  signal: AbortSignal,
): Promise<PlanWarning[]> {
  if (!warnings.some(({ code }) => code === 'gitops')) {
    return [...warnings];
  }
  const applications = await optionalList<Application>(
    clusters,
    { cluster, namespace: null },
    'application.argoproj.io',
    signal,
  );
  return warnings.map(warning => {
    const application = warning.values?.application;
    const found =
      warning.code === 'gitops' &&
      applications.some(
        app => app.metadata?.name === application && heals(app),
      );
    return found
      ? {
          code: 'gitops-heals',
          severity: 'danger' as const,
          message: `Argo CD heals the application ${application}: it sets this back to what Git says within seconds. Change it in Git, or pause automatic sync first.`,
          values: { ...warning.values },
        }
      : warning;
  });
}
