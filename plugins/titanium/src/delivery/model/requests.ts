import {
  DeliveryApplicationRow,
  DeliveryResourceRow,
  ReadRequest,
  RolloutRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ActionCheckRequest } from '@titanium-portal/backstage-plugin-titanium-react';
import { JsonObject } from '@backstage/types';
import { AutoSyncPolicy } from './autoSync';

/** Names an application in every request about it. */
export interface ApplicationRef {
  cluster: string | null;
  application: string;
  entityRef: string;
}

export function refOf(
  application: DeliveryApplicationRow,
  cluster: string | undefined,
  entityRef: string,
): ApplicationRef {
  return {
    cluster: application.cluster ?? cluster ?? null,
    application: application.name,
    entityRef,
  };
}

function request(
  ref: ApplicationRef,
  verb: string,
  input: JsonObject = {},
): ActionCheckRequest {
  return {
    action: `argocd.app.${verb}`,
    input: { cluster: ref.cluster, application: ref.application, ...input },
    entityRef: ref.entityRef,
  };
}

export function syncRequest(
  ref: ApplicationRef,
  options: {
    prune?: boolean;
    dryRun?: boolean;
    resources?: readonly DeliveryResourceRow[];
  } = {},
): ActionCheckRequest {
  const { prune = false, dryRun = false, resources = [] } = options;
  return request(ref, 'sync', {
    revision: null,
    prune,
    dryRun,
    resources: resources.map(({ group, kind, namespace, name }) => ({
      group,
      kind,
      namespace,
      name,
    })),
  });
}

export function rollbackRequest(
  ref: ApplicationRef,
  id: number,
): ActionCheckRequest {
  return request(ref, 'rollback', { id });
}

export function refreshRequest(
  ref: ApplicationRef,
  hard: boolean,
): ActionCheckRequest {
  return request(ref, 'refresh', { hard });
}

export function terminateRequest(ref: ApplicationRef): ActionCheckRequest {
  return request(ref, 'terminate');
}

export function pauseRequest(ref: ApplicationRef): ActionCheckRequest {
  return request(ref, 'pauseAutoSync');
}

export function restoreRequest(
  ref: ApplicationRef,
  { prune, selfHeal }: AutoSyncPolicy,
): ActionCheckRequest {
  return request(ref, 'restoreAutoSync', { prune, selfHeal });
}

export function restartRequest(
  row: RolloutRow,
  entityRef: string,
): ActionCheckRequest {
  const { cluster, namespace, kind, name } = row;
  return {
    action: 'kubernetes.workload.restart',
    input: { cluster, namespace, kind, name },
    entityRef,
  };
}

export function undoRequest(
  row: RolloutRow,
  revision: number,
  entityRef: string,
): ActionCheckRequest {
  const { cluster, namespace, kind, name } = row;
  return {
    action: 'kubernetes.workload.undo',
    input: { cluster, namespace, kind, name, revision },
    entityRef,
  };
}

/** What differs between the cluster and a deployment of the past, or what git has now. */
export function diffRequest(
  ref: ApplicationRef,
  revisions: string[],
): ReadRequest {
  return {
    action: {
      id: 'argocd.app.diff',
      input: { cluster: ref.cluster, application: ref.application, revisions },
    },
    entityRef: ref.entityRef,
  };
}
