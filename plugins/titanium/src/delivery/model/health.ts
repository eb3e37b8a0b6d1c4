import {
  ArgoHealth,
  DeliveryApplicationRow,
  DeliveryOperationRow,
  Health,
} from '@titanium-portal/backstage-plugin-titanium-common';

const HEALTH: Record<ArgoHealth, Health> = {
  Healthy: 'healthy',
  Progressing: 'progressing',
  Degraded: 'degraded',
  Suspended: 'paused',
  Missing: 'failed',
  Unknown: 'unknown',
};

const SYNC: Record<DeliveryApplicationRow['sync'], Health> = {
  Synced: 'healthy',
  OutOfSync: 'degraded',
  Unknown: 'unknown',
};

const PHASE: Record<DeliveryOperationRow['phase'], Health> = {
  Pending: 'progressing',
  Running: 'progressing',
  Terminating: 'degraded',
  Succeeded: 'healthy',
  Failed: 'failed',
  Error: 'failed',
};

export function argoHealth(health: ArgoHealth): Health {
  return HEALTH[health] ?? 'unknown';
}

export function syncHealth(sync: DeliveryApplicationRow['sync']): Health {
  return SYNC[sync] ?? 'unknown';
}

export function phaseHealth(phase: DeliveryOperationRow['phase']): Health {
  return PHASE[phase] ?? 'unknown';
}

/** `Synced`, `SyncFailed`, `Pruned`… of one resource of an operation. */
export function resultHealth(status: string): Health {
  switch (status) {
    case 'Synced':
    case 'Pruned':
      return 'healthy';
    case 'SyncFailed':
      return 'failed';
    case 'PruneSkipped':
      return 'paused';
    default:
      return 'progressing';
  }
}

export function isRunning(operation: DeliveryOperationRow | null): boolean {
  return (
    operation !== null &&
    ['Pending', 'Running', 'Terminating'].includes(operation.phase)
  );
}
