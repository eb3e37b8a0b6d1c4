import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AlertRow,
  Health,
  KUBERNETES_ID_ANNOTATION,
  RolloutRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { StreamView } from '@titanium-portal/backstage-plugin-titanium-react';
import { Deployment, deploymentsOf } from '../../overview/model/deployments';
import {
  compareHealth,
  podsState,
  PodsState,
  serviceHealth,
} from '../../overview/model/health';

/** A service as the page lists it. */
export interface ServiceRow {
  entityRef: string;
  entity: Entity;
  health: Health;
  /** Null before it is known, or when it cannot be. */
  pods: PodsState | null;
  versions: string[];
  /** What Kubernetes remembers of its rollouts, newest first. */
  deployments: Deployment[];
  /** Firing ones. */
  alerts: AlertRow[];
  /** Why nothing is known of its pods; undefined while it is or is about to be. */
  refused: StreamView['refused'];
  loading: boolean;
}

/** Label of alerts that names the service they are about. */
const SERVICE_LABEL = 'service';

/** Alerts of one service among those of the platform. */
export function alertsOf(
  entity: Entity,
  alerts: readonly AlertRow[],
): AlertRow[] {
  const id = entity.metadata.annotations?.[KUBERNETES_ID_ANNOTATION];
  return id === undefined
    ? []
    : alerts.filter(({ labels }) => labels[SERVICE_LABEL] === id);
}

/** One row a service. What is not well comes first; services alike stay in the order of their names. */
export function serviceRows(
  services: readonly Entity[],
  rollouts: readonly (StreamView | undefined)[],
  alertsFor: (entity: Entity, index: number) => readonly AlertRow[],
): ServiceRow[] {
  return services
    .map((entity, index): ServiceRow => {
      const view = rollouts[index];
      const workloads = Object.values(
        view?.collections.rollouts ?? {},
      ) as RolloutRow[];
      const pods = workloads.length ? podsState(workloads) : null;
      const alerts = alertsFor(entity, index).filter(
        ({ state }) => state === 'firing',
      );
      return {
        entityRef: stringifyEntityRef(entity),
        entity,
        health: serviceHealth(pods?.health ?? null, alerts),
        pods,
        versions: [
          ...new Set(
            workloads.flatMap(({ revisions }) =>
              revisions
                .filter(({ current }) => current)
                .map(({ version }) => version),
            ),
          ),
        ],
        deployments: deploymentsOf([], workloads),
        alerts,
        refused: view?.refused,
        loading: view !== undefined && !view.ready && !view.refused,
      };
    })
    .sort((a, b) => compareHealth(a.health, b.health));
}

/** Whether somebody should look at it now. */
export function needsAttention({ health, alerts }: ServiceRow): boolean {
  return alerts.length > 0 || health === 'failed' || health === 'degraded';
}
