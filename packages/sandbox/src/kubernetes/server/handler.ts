import { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiFaults } from '../../world/types';
import { forbiddenPath } from '../auth/authorize';
import { impersonate } from '../auth/impersonate';
import { OpenApiDocuments } from '../openapi/documents';
import { parsePath } from '../request/path';
import { ApiError, badRequest } from '../status';
import { ApiState, Call } from './call';
import { answerPath, isHealthPath } from './paths';
import { answerResource, isRefused } from './resource';
import { writeError } from './respond';

const NOBODY = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

function failure(code: number): ApiError {
  return code === 503
    ? new ApiError(
        503,
        'ServiceUnavailable',
        'the server is currently unable to handle the request',
        { retryAfterSeconds: 1 },
      )
    : new ApiError(
        code,
        'InternalError',
        'Internal error occurred: etcdserver: request timed out',
        { causes: [{ message: 'etcdserver: request timed out' }] },
      );
}

/** Applies the faults that are switched on; returns false when the request is to be left unanswered. */
async function applyFaults(faults: ApiFaults): Promise<boolean> {
  if (faults.silent) {
    return false;
  }
  if (faults.latencyMs > 0) {
    await delay(faults.latencyMs);
  }
  if (faults.failWithStatus) {
    throw failure(faults.failWithStatus);
  }
  return true;
}

function parseTarget(request: IncomingMessage) {
  try {
    const url = new URL(request.url ?? '/', 'https://server');
    return {
      query: url.searchParams,
      info: parsePath(request.method ?? 'GET', url.pathname, url.searchParams),
    };
  } catch {
    throw badRequest('invalid path');
  }
}

/** The request handler of the API server. */
export function createHandler(api: ApiState) {
  const openApi = new OpenApiDocuments(api.registry);

  async function answer(request: IncomingMessage, response: ServerResponse) {
    if (!(await applyFaults(api.world.faults.kubernetes))) {
      return;
    }
    const { info, query } = parseTarget(request);
    if (isHealthPath(info.path)) {
      answerPath(
        { api, request, response, info, query, user: NOBODY, warnings: [] },
        openApi,
      );
      return;
    }
    const caller = api.authenticator.authenticate(request);
    const user = impersonate(request, caller, api.authorizer);
    const call: Call = {
      api,
      request,
      response,
      info,
      query,
      user,
      warnings: [],
    };
    if (info.isResource) {
      await answerResource(call);
    } else {
      api.authorizer.assertPath(user, info.verb, info.path);
      if (isRefused(call)) {
        throw forbiddenPath(user, info.verb, info.path);
      }
      answerPath(call, openApi);
    }
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('Audit-Id', randomUUID());
    // A client may be gone at any time; its streams are released on close.
    response.on('error', () => response.destroy());
    answer(request, response).catch(error => writeError(response, error));
  };
}
