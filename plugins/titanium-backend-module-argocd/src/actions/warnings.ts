import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import { isRunning, parentApplicationOf } from '../applications/facts';
import { Application, SyncWindows } from '../client/types';

export function operationWarning(app: Application): PlanWarning | undefined {
  return isRunning(app)
    ? {
        code: 'argocd-operation-running',
        severity: 'danger',
        message:
          'Another operation is running on this application: Argo CD refuses a second one until it has ended or was terminated.',
      }
    : undefined;
}

/** Somebody above the application may put its policy back. */
export function parentWarning(app: Application): PlanWarning | undefined {
  const parent = parentApplicationOf(app);
  return parent
    ? {
        code: 'argocd-parent',
        severity: 'warning',
        message: `Application ${parent} manages this application: if it heals itself, it turns automatic sync on again.`,
        values: { parent },
      }
    : undefined;
}

/** A rollback is accepted while a window is closed, and then held. */
export function windowWarning(
  windows: SyncWindows | undefined,
): PlanWarning | undefined {
  return windows && windows.canSync !== true && hasWindows(windows)
    ? {
        code: 'argocd-sync-window',
        severity: 'danger',
        message:
          'A sync window is closed: Argo CD accepts the operation and holds it, running, until the window opens.',
      }
    : undefined;
}

export function hasWindows({ assignedWindows }: SyncWindows): boolean {
  return (assignedWindows ?? []).length > 0;
}

export function only(...warnings: (PlanWarning | undefined)[]): PlanWarning[] {
  return warnings.filter(warning => warning !== undefined);
}
