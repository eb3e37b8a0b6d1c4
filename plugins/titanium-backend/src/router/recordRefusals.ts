import {
  ErrorRequestHandler,
  Request,
  RequestHandler,
  Response,
} from 'express';
import { Auditing } from '../audit/Auditing';
import { Caller } from '../authorization/caller';

/** Refusals of who asks, or of how; the others are mistakes more often than attempts. */
const SUSPICIOUS = [401, 403, 415];
const SUSPICIOUS_CODE = 'headers-refused';

/**
 * Leaves an event for every request that was refused, whoever asked and at whatever stage: who, which route and why, but
 * never what they sent. Reasons of the policy stand in events of their own besides.
 */
export function recordRefusals(auditing: Auditing): RequestHandler {
  return (req, res, next) => {
    res.on('finish', () => {
      const { statusCode: status } = res;
      if (status >= 400 && status < 500) {
        const { caller, refusal } = res.locals as Locals;
        auditing.refused(
          {
            requester: caller?.userRef ?? null,
            method: req.method,
            route: routeOf(req),
            status,
            code: refusal ?? null,
          },
          SUSPICIOUS.includes(status) || refusal === SUSPICIOUS_CODE
            ? 'medium'
            : 'low',
        );
      }
    });
    next();
  };
}

/** Keeps the code of an error for `recordRefusals`, and passes the error on. */
export const keepRefusal: ErrorRequestHandler = (
  error,
  _req,
  res: Response,
  next,
) => {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') {
    (res.locals as Locals).refusal = code;
  }
  next(error);
};

interface Locals {
  caller?: Caller;
  refusal?: string;
}

/** The pattern of the route; a path could hold anything. */
function routeOf(req: Request): string | null {
  const route = req.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : null;
}
