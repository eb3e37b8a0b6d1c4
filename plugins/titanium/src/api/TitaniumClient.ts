import { parseEntityRef } from '@backstage/catalog-model';
import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { parseErrorResponseBody } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ActionDescriptor,
  AuditPage,
  AuditQuery,
  AuditRow,
  AuditVerification,
  ChoicesRequest,
  ChoicesResponse,
  Decision,
  ParseRequest,
  ParseResponse,
  Plan,
  PlanRequest,
  ReadRequest,
  RevealedValue,
  Run,
  RunEventsPage,
  RunRequest,
  RunsPage,
  StreamRequest,
  TitaniumErrorCode,
  ViewState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionCheck,
  ActionCheckRequest,
  PortalInfo,
  ReadResponse,
  RunsQuery,
  TargetState,
  TitaniumApi,
  TitaniumRequestError,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { readStream } from './readStream';

type Call = {
  method?: 'GET' | 'POST';
  body?: unknown;
  signal?: AbortSignal;
};

async function toError(response: Response): Promise<TitaniumRequestError> {
  const { error } = await parseErrorResponseBody(response);
  return new TitaniumRequestError({
    message: error.message,
    status: response.status,
    code: error.code as TitaniumErrorCode | undefined,
    decision: error.decision as unknown as Decision | undefined,
    position: error.position as { line: number; column: number } | undefined,
  });
}

/** Query parameters; what is absent or empty means any. */
function searchOf(query: object): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  return search;
}

/** The Titanium back end over HTTP. @public */
export class TitaniumClient implements TitaniumApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  parse(request: ParseRequest, signal?: AbortSignal): Promise<ParseResponse> {
    return this.#post('/parse', request, signal);
  }

  choices(
    request: ChoicesRequest,
    signal?: AbortSignal,
  ): Promise<ChoicesResponse> {
    return this.#post('/choices', request, signal);
  }

  read(request: ReadRequest, signal?: AbortSignal): Promise<ReadResponse> {
    return this.#post('/read', request, signal);
  }

  async actions(signal?: AbortSignal): Promise<ActionDescriptor[]> {
    const { actions } = await this.#get<{ actions: ActionDescriptor[] }>(
      '/actions',
      signal,
    );
    return actions;
  }

  async checkActions(
    items: ActionCheckRequest[],
    signal?: AbortSignal,
  ): Promise<ActionCheck[]> {
    const answer = await this.#post<{ items: ActionCheck[] }>(
      '/actions/check',
      { items },
      signal,
    );
    return answer.items;
  }

  async checkTargets(
    steps: { action: string; input: JsonObject }[],
    signal?: AbortSignal,
  ): Promise<TargetState[]> {
    const { states } = await this.#post<{ states: TargetState[] }>(
      '/targets/check',
      { steps },
      signal,
    );
    return states;
  }

  createPlan(request: PlanRequest, signal?: AbortSignal): Promise<Plan> {
    return this.#post('/plans', request, signal);
  }

  plan(id: string, signal?: AbortSignal): Promise<Plan> {
    return this.#get(`/plans/${encodeURIComponent(id)}`, signal);
  }

  approvePlan(id: string, hash: string): Promise<Plan> {
    return this.#post(`/plans/${encodeURIComponent(id)}/approve`, { hash });
  }

  rejectPlan(id: string, reason?: string): Promise<Plan> {
    return this.#post(`/plans/${encodeURIComponent(id)}/reject`, { reason });
  }

  renewPlan(id: string): Promise<Plan> {
    return this.#post(`/plans/${encodeURIComponent(id)}/renew`, {});
  }

  startRun(request: RunRequest): Promise<Run> {
    return this.#post('/runs', request);
  }

  runs(query: RunsQuery, signal?: AbortSignal): Promise<RunsPage> {
    return this.#get(`/runs?${searchOf(query)}`, signal);
  }

  run(id: string, signal?: AbortSignal): Promise<Run> {
    return this.#get(`/runs/${encodeURIComponent(id)}`, signal);
  }

  runEvents(
    id: string,
    after: number,
    signal?: AbortSignal,
  ): Promise<RunEventsPage> {
    return this.#get(
      `/runs/${encodeURIComponent(id)}/events?after=${after}`,
      signal,
    );
  }

  async runAudit(id: string, signal?: AbortSignal): Promise<AuditRow[]> {
    const { rows } = await this.#get<{ rows: AuditRow[] }>(
      `/runs/${encodeURIComponent(id)}/audit`,
      signal,
    );
    return rows;
  }

  audit(query: AuditQuery, signal?: AbortSignal): Promise<AuditPage> {
    return this.#get(`/audit?${searchOf(query)}`, signal);
  }

  verifyAudit(signal?: AbortSignal): Promise<AuditVerification> {
    return this.#get('/audit/verify', signal);
  }

  async exportAudit(
    range: Pick<AuditQuery, 'from' | 'to'>,
    signal?: AbortSignal,
  ): Promise<Blob> {
    const response = await this.#send(`/audit/export?${searchOf(range)}`, {
      signal,
    });
    return response.blob();
  }

  cancelRun(id: string): Promise<Run> {
    return this.#post(`/runs/${encodeURIComponent(id)}/cancel`, {});
  }

  revealRun(id: string): Promise<RevealedValue> {
    return this.#post(`/runs/${encodeURIComponent(id)}/reveal`, {});
  }

  undoRun(id: string): Promise<Plan> {
    return this.#post(`/runs/${encodeURIComponent(id)}/undo`, {});
  }

  retryRun(id: string): Promise<Plan> {
    return this.#post(`/runs/${encodeURIComponent(id)}/retry`, {});
  }

  async *stream(request: StreamRequest, signal: AbortSignal) {
    const response = await this.#send('/stream', {
      method: 'POST',
      body: request,
      signal,
    });
    yield* readStream(response, signal);
  }

  entityView(
    entityRef: string,
    view: string,
    signal?: AbortSignal,
  ): Promise<ViewState> {
    const { namespace, kind, name } = parseEntityRef(entityRef);
    const path = [namespace, kind, name, view]
      .map(encodeURIComponent)
      .join('/');
    return this.#get(`/entities/${path}`, signal);
  }

  me(signal?: AbortSignal): Promise<PortalInfo> {
    return this.#get('/me', signal);
  }

  #get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.#json(path, { signal });
  }

  #post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
    return this.#json(path, { method: 'POST', body, signal });
  }

  async #json<T>(path: string, call: Call): Promise<T> {
    const response = await this.#send(path, call);
    return response.json();
  }

  async #send(path: string, call: Call): Promise<Response> {
    const base = await this.#discoveryApi.getBaseUrl('titanium');
    let response: Response;
    try {
      response = await this.#fetchApi.fetch(`${base}${path}`, {
        method: call.method ?? 'GET',
        signal: call.signal,
        ...(call.body !== undefined && {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(call.body),
        }),
      });
    } catch (error) {
      if (call.signal?.aborted) {
        throw error;
      }
      throw new TitaniumRequestError({
        message: error instanceof Error ? error.message : String(error),
        status: 0,
        cause: error,
      });
    }
    if (!response.ok) {
      throw await toError(response);
    }
    return response;
  }
}
