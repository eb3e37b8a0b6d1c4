import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  applyFilters,
  ReadRequest,
  Result,
  StatementFilter,
  TargetRef,
  titaniumTargetReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Read,
  ReadTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { actionContext } from '../actions/context';
import { Auditing } from '../audit/Auditing';
import { Authorizer } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { invalid, notPermitted, parseWith } from '../errors';
import { ParseService } from '../parse/ParseService';
import { Registry } from '../registry/Registry';

/** Answer of `POST /read`. */
export interface ReadResponse {
  result: Result;
  action: string;
  input: JsonObject;
  command: string;
  target: TargetRef;
  defaults: { cluster?: string; namespace?: string };
  at: string;
}

interface Wanted {
  read: Read;
  input: JsonObject;
  filters: StatementFilter[];
  statementTarget: TargetRef | null;
  defaults: { cluster?: string; namespace?: string };
}

/** Reads at once what the person may read. */
export class ReadService {
  constructor(
    private readonly deps: {
      registry: Registry;
      parse: ParseService;
      authorizer: Authorizer;
      auditing: Auditing;
      logger: LoggerService;
    },
  ) {}

  async read(
    caller: Caller,
    request: ReadRequest,
    signal?: AbortSignal,
  ): Promise<ReadResponse> {
    const entity = await this.deps.parse.entityOf(caller, {
      entityRef: request.entityRef ?? request.statement?.entityRef,
      documentRef: request.statement?.documentRef,
    });
    const { read, input, filters, defaults, statementTarget } = this.#wanted(
      request,
      entity,
    );
    const context = actionContext({
      logger: this.deps.logger,
      requester: caller.userRef,
      entity,
      signal: signal
        ? AbortSignal.any([signal, AbortSignal.timeout(30_000)])
        : undefined,
    });
    const target = await read.target(input, context);
    await this.authorize(caller, read.id, target);
    const result = await read.run(input, context);
    return {
      result: applyFilters(result, filters),
      action: read.id,
      input,
      command: read.toCommand(input),
      target: {
        selector: null,
        allNamespaces: false,
        ...statementTarget,
        ...target,
      },
      defaults,
      at: new Date().toISOString(),
    };
  }

  /** Throws, and leaves an audit row, when the person may not read there. */
  async authorize(caller: Caller, action: string, target: ReadTarget) {
    const { cluster, namespace, kind, name } = target;
    const decision = await this.deps.authorizer.decide(
      caller,
      titaniumTargetReadPermission,
      { action, risk: 'read', cluster, namespace, kind, name },
    );
    if (!decision.allowed) {
      await this.deps.auditing.denied({
        actor: caller.userRef,
        event: 'read.denied',
        subject: { action, target: { cluster, namespace, kind, name } },
        reason: decision.reason,
      });
      throw notPermitted(decision);
    }
  }

  #wanted(
    { action, statement }: ReadRequest,
    entity: Entity | undefined,
  ): Wanted {
    const { registry, parse } = this.deps;
    if (action) {
      const read = registry.read(action.id);
      return {
        read,
        input: parseWith(read.input, action.input),
        filters: [],
        statementTarget: null,
        defaults: {},
      };
    }
    if (!statement) {
      throw invalid('Either an action or a statement must be given');
    }
    const parsed = parse.complete(statement, entity, 'read');
    const read = registry.read(parsed.action ?? '');
    return {
      read,
      input: parseWith(read.input, parsed.input),
      filters: parsed.filters,
      statementTarget: parsed.target,
      defaults: parsed.defaults,
    };
  }
}
