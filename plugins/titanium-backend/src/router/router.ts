import { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import express, { Request, Response } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v3';
import { Caller, callerOf } from '../authorization/caller';
import { parseWith } from '../errors';
import { Services } from '../services';
import { jsonBody, jsonOnly, noBorrowedIdentity, sameOrigin } from './guards';
import { keepRefusal, recordRefusals } from './recordRefusals';
import { sendLines } from './sendLines';
import * as schemas from './schemas';

/** A route: who calls, what they sent, and the answer. */
export interface Route {
  method: 'get' | 'post';
  path: string;
  /** Largest body. */
  limit?: string;
  handle(call: {
    caller: Caller;
    body: unknown;
    req: Request;
    res: Response;
  }): Promise<unknown>;
}

/** All routes, each for people only. */
export function createRoutes(services: Services): Route[] {
  const { parse, choices, reads, plans, runs, check, audit, reveals } =
    services;
  const { approvals, stream, views, me } = services;
  const id = (req: Request) => String(req.params.id);
  return [
    {
      method: 'get',
      path: '/me',
      handle: async ({ caller }) => me(caller),
    },
    {
      method: 'post',
      path: '/parse',
      limit: '16mb',
      handle: async ({ caller, body }) =>
        parse.parse(caller, parseWith(schemas.parseRequest, body)),
    },
    {
      method: 'post',
      path: '/choices',
      limit: '2mb',
      handle: async ({ caller, body }) =>
        choices.choices(caller, parseWith(schemas.choicesRequest, body)),
    },
    {
      method: 'get',
      path: '/actions',
      handle: async () => ({ actions: services.describeActions() }),
    },
    {
      method: 'post',
      path: '/actions/check',
      handle: async ({ caller, body }) => {
        const { items } = parseWith(schemas.checkRequest, body);
        return { items: await check.check(caller, items) };
      },
    },
    {
      method: 'post',
      path: '/targets/check',
      limit: '1mb',
      handle: async ({ caller, body }) => {
        const { steps } = parseWith(schemas.targetsRequest, body);
        return { states: await services.stepTargets.states(caller, steps) };
      },
    },
    {
      method: 'post',
      path: '/read',
      limit: '2mb',
      handle: async ({ caller, body, res }) =>
        reads.read(caller, parseWith(schemas.readRequest, body), goneOf(res)),
    },
    {
      method: 'post',
      path: '/plans',
      limit: '2mb',
      handle: async ({ caller, body }) =>
        plans.create(caller, parseWith(schemas.planRequest, body)),
    },
    {
      method: 'get',
      path: '/plans/:id',
      handle: async ({ caller, req }) => plans.get(caller, id(req)),
    },
    {
      method: 'post',
      path: '/plans/:id/approve',
      handle: async ({ caller, body, req }) => {
        const { hash } = parseWith(schemas.approveRequest, body);
        return approvals.approve(caller, id(req), hash);
      },
    },
    {
      method: 'post',
      path: '/plans/:id/reject',
      handle: async ({ caller, body, req }) => {
        const { reason } = parseWith(schemas.rejectRequest, body);
        return approvals.reject(caller, id(req), reason);
      },
    },
    {
      method: 'post',
      path: '/plans/:id/renew',
      handle: async ({ caller, body, req }) => {
        parseWith(schemas.emptyRequest, body);
        return plans.renew(caller, id(req));
      },
    },
    {
      method: 'post',
      path: '/runs',
      handle: async ({ caller, body }) =>
        runs.start(caller, parseWith(schemas.runRequest, body)),
    },
    {
      method: 'get',
      path: '/runs',
      handle: async ({ caller, req }) => {
        const query = parseWith(schemas.runsQuery, req.query);
        return runs.list(caller, { ...query, limit: query.limit ?? 25 });
      },
    },
    {
      method: 'get',
      path: '/runs/:id',
      handle: async ({ caller, req }) => runs.get(caller, id(req)),
    },
    {
      method: 'get',
      path: '/runs/:id/events',
      handle: async ({ caller, req }) => {
        const { after } = parseWith(schemas.eventsQuery, req.query);
        return runs.events(caller, id(req), after ?? 0);
      },
    },
    {
      method: 'get',
      path: '/runs/:id/audit',
      handle: async ({ caller, req }) => runs.audit(caller, id(req)),
    },
    {
      method: 'post',
      path: '/runs/:id/cancel',
      handle: async ({ caller, body, req }) => {
        parseWith(schemas.emptyRequest, body);
        return runs.cancel(caller, id(req));
      },
    },
    {
      method: 'post',
      path: '/runs/:id/undo',
      handle: async ({ caller, body, req }) => {
        parseWith(schemas.emptyRequest, body);
        return runs.undo(caller, id(req));
      },
    },
    {
      method: 'post',
      path: '/runs/:id/reveal',
      handle: async ({ caller, body, req }) => {
        parseWith(schemas.emptyRequest, body);
        return reveals.reveal(caller, id(req));
      },
    },
    {
      method: 'post',
      path: '/runs/:id/retry',
      handle: async ({ caller, body, req }) => {
        parseWith(schemas.emptyRequest, body);
        return runs.retry(caller, id(req));
      },
    },
    {
      method: 'get',
      path: '/audit',
      handle: async ({ caller, req }) =>
        audit.list(caller, parseWith(schemas.auditQuery, req.query)),
    },
    {
      method: 'get',
      path: '/audit/verify',
      handle: async ({ caller }) => audit.verify(caller),
    },
    {
      method: 'get',
      path: '/audit/export',
      handle: async ({ caller, req, res }) => {
        const range = parseWith(schemas.auditExportQuery, req.query);
        await sendLines(res, await audit.export(caller, range));
      },
    },
    {
      method: 'post',
      path: '/stream',
      handle: async ({ caller, body, res }) => {
        const { subscriptions } = parseWith(schemas.streamRequest, body);
        stream.checkCaps(subscriptions);
        stream.open(caller, subscriptions, res);
      },
    },
    {
      method: 'get',
      path: '/entities/:namespace/:kind/:name/:view',
      handle: async ({ caller, req, res }) => {
        const { namespace, kind, name, view } = req.params;
        const entityRef = stringifyEntityRef({ kind, namespace, name });
        const params = parseWith(z.record(z.string().max(1024)), req.query);
        const state = await views.state(caller, {
          entityRef,
          topic: view,
          params,
        });
        res.type('application/json').send(state);
      },
    },
  ];
}

/** Maps requests to services. Guards stand before everything that reads a body. */
export function createRouter(options: {
  services: Services;
  httpAuth: HttpAuthService;
  origins: string[];
}): express.Router {
  const { services, httpAuth, origins } = options;
  const router = Router();
  router.use(recordRefusals(services.auditing));
  router.use(sameOrigin(origins));
  router.use(jsonOnly());
  for (const route of createRoutes(services)) {
    router[route.method](
      route.path,
      // Who asks comes before what is asked: strangers cannot make us parse.
      async (req, res, next) => {
        res.locals.caller = await callerOf(httpAuth, req);
        next();
      },
      noBorrowedIdentity(),
      jsonBody(route.limit ?? '256kb'),
      async (req, res) => {
        const answer = await route.handle({
          caller: res.locals.caller,
          body: req.body ?? {},
          req,
          res,
        });
        if (answer !== undefined) {
          res.setHeader('Cache-Control', 'no-store');
          res.json(answer);
        }
      },
    );
  }
  router.use(keepRefusal);
  return router;
}

/** Aborted when the caller has gone before the answer. */
function goneOf(res: Response): AbortSignal {
  const gone = new AbortController();
  res.on('close', () => {
    if (!res.writableEnded) gone.abort();
  });
  return gone.signal;
}
