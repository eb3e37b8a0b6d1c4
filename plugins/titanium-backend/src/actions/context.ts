import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ActionContext } from '@titanium-portal/backstage-plugin-titanium-node';

/** What a module is told of a request; without a signal it is bounded in time. */
export function actionContext(options: {
  logger: LoggerService;
  requester: string;
  entity?: Entity;
  signal?: AbortSignal;
}): ActionContext {
  const { logger, requester, entity, signal } = options;
  return {
    logger,
    requester,
    entity,
    signal: signal ?? AbortSignal.timeout(30_000),
  };
}
