import {
  ArgoHealth,
  DeliveryApplicationRow,
  DeliveryRevision,
  DeliverySource,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  applicationSetOf,
  autoSyncOf,
  sourcesOf,
} from '../../applications/facts';
import { plainRepo, webLink } from '../../applications/links';
import { shownOrNull, shownText } from '../../applications/text';
import { Application, HealthStatus, Source } from '../../client/types';
import { ArgoInstance } from '../../instances';

const HEALTHS: readonly ArgoHealth[] = [
  'Healthy',
  'Progressing',
  'Degraded',
  'Suspended',
  'Missing',
  'Unknown',
];
const SYNCS = ['Synced', 'OutOfSync', 'Unknown'] as const;

export function healthOf(
  health: HealthStatus | null | undefined,
): ArgoHealth | null {
  if (!health?.status) {
    return null;
  }
  return HEALTHS.find(known => known === health.status) ?? 'Unknown';
}

export function syncOf(status: string | undefined) {
  return SYNCS.find(known => known === status) ?? 'Unknown';
}

export function sourceRow(source: Source): DeliverySource {
  return {
    repo: shownText(plainRepo(source.repoURL ?? ''), 300),
    path: shownOrNull(source.path),
    chart: shownOrNull(source.chart),
    targetRevision: shownText(source.targetRevision ?? 'HEAD', 200),
  };
}

export function applicationRow(
  instance: ArgoInstance,
  app: Application,
  known: {
    revisions: DeliveryRevision[];
    desiredRevisions: DeliveryRevision[];
    ignoresSyncPolicy: boolean;
  },
): DeliveryApplicationRow {
  const { metadata, spec, status } = app;
  const url = instance.urlOf(app);
  return {
    key: metadata.name,
    instance: instance.name,
    name: metadata.name,
    project: spec.project ?? 'default',
    cluster: instance.clusterOf(app),
    namespace: spec.destination?.namespace ?? '',
    sync: syncOf(status?.sync?.status),
    health: healthOf(status?.health) ?? 'Unknown',
    healthMessage: shownOrNull(status?.health?.message),
    conditions: (status?.conditions ?? [])
      .filter(({ type }) => /(?:Error|Warning)$/.test(type))
      .map(({ type, message, lastTransitionTime }) => ({
        type: shownText(type, 100),
        message: shownText(message ?? ''),
        at: lastTransitionTime ?? null,
      })),
    sources: sourcesOf(spec).map(sourceRow),
    revisions: known.revisions,
    desiredRevisions: known.desiredRevisions,
    images: (status?.summary?.images ?? []).map(image => shownText(image, 300)),
    autoSync: autoSyncOf(app),
    applicationSet: applicationSetOf(app),
    applicationSetIgnoresSyncPolicy: known.ignoresSyncPolicy,
    reconciledAt: status?.reconciledAt ?? null,
    url: url && webLink(url),
  };
}
