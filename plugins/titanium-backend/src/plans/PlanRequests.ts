import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  PlanOrigin,
  PlanRequest,
  ServerStatement,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { Caller } from '../authorization/caller';
import { OriginVerifier } from '../documents/OriginVerifier';
import { coded, invalid, parseWith } from '../errors';
import { ParseService } from '../parse/ParseService';
import { Registry } from '../registry/Registry';
import { fillFields } from './fields';
import { Wanted } from './wanted';

/** Reads what a request wants: an action and its input, or a statement that is parsed again here. */
export class PlanRequests {
  constructor(
    private readonly deps: {
      registry: Registry;
      parse: ParseService;
      origins: OriginVerifier;
    },
  ) {}

  /** The action, its whole input, and where the wish came from. */
  async read(
    caller: Caller,
    request: PlanRequest,
    type: PlanOrigin['type'],
  ): Promise<Wanted> {
    const { registry, parse } = this.deps;
    const { action: given, statement, fields } = request;
    const entity = await parse.entityOf(caller, {
      entityRef: request.entityRef ?? statement?.entityRef,
      documentRef: statement?.documentRef,
    });
    if (given) {
      const action = registry.action(given.id);
      return {
        action,
        ...completeInput(action, given.input, fields),
        entity,
        origin: { ...request.origin, type, verified: false },
      };
    }
    if (!statement) {
      throw invalid('Either an action or a statement must be given');
    }
    const parsed = parse.complete(statement, entity, 'change');
    const action = registry.action(parsed.action ?? '');
    if (parsed.verdict === 'form' && !fields) {
      throw coded(
        new InputError('This command is completed in a form first'),
        'placeholder-missing',
      );
    }
    const claim = {
      documentRef: statement.documentRef,
      path: statement.path,
      ...request.origin,
      statement: statement.text,
    };
    return {
      action,
      ...completeInput(
        action,
        parsed.input ?? {},
        // What the text says completely has nothing open, though it may hold nulls.
        refuseFields(parsed.verdict, fields),
      ),
      entity,
      origin: {
        ...claim,
        type,
        ...(await this.deps.origins.verify(caller, claim)),
      },
    };
  }
}

function completeInput(
  action: Action,
  open: JsonObject,
  fields: JsonObject | undefined,
): Pick<Wanted, 'input' | 'sealed'> {
  const { input, sealed } = fillFields(action, open, fields);
  return { input: parseWith(action.input, input), sealed };
}

function refuseFields(
  verdict: ServerStatement['verdict'],
  fields: JsonObject | undefined,
): JsonObject | undefined {
  if (verdict !== 'form' && fields && Object.keys(fields).length) {
    throw invalid('fields: the command is complete; nothing can be added');
  }
  return fields;
}
