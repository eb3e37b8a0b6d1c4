import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ChoicesRequest,
  ChoicesResponse,
  PickerChoice,
  titaniumTargetReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { actionContext } from '../actions/context';
import { Authorizer } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { invalid } from '../errors';
import { ParseService } from '../parse/ParseService';
import { Registry } from '../registry/Registry';
import { ReadService } from './ReadService';

const MAX_CHOICES = 500;

/** Live choices for the placeholders of a statement, within what the person may read. */
export class ChoiceService {
  constructor(
    private readonly deps: {
      registry: Registry;
      parse: ParseService;
      reads: ReadService;
      authorizer: Authorizer;
      logger: LoggerService;
    },
  ) {}

  async choices(
    caller: Caller,
    request: ChoicesRequest,
  ): Promise<ChoicesResponse> {
    const { registry, parse, reads, logger } = this.deps;
    const entity = await parse.entityOf(caller, request.statement);
    const { values } = request.statement;
    const statement = parse.partial(
      {
        ...request.statement,
        // What is asked for is open, whatever was chosen before.
        values: { ...values, [request.placeholder]: '' },
      },
      entity,
    );
    const placeholder = statement.placeholders.find(
      ({ text }) => text === request.placeholder,
    );
    if (!placeholder) {
      throw invalid('The statement has no such placeholder');
    }
    const picker = registry.picker(placeholder.type, statement.action);
    const open = new Set(statement.placeholders.map(({ text }) => text));
    const cluster = statement.target?.cluster;
    const namespace = statement.target?.namespace ?? null;
    if (!picker || !cluster || open.has(cluster)) {
      return { choices: [] };
    }
    const forNamespaces = placeholder.type === 'namespace';
    if (!forNamespaces) {
      if (namespace !== null && open.has(namespace)) {
        return { choices: [] };
      }
      await reads.authorize(caller, `choices.${placeholder.type}`, {
        cluster,
        namespace,
        kind: placeholder.type,
        name: null,
      });
    }
    const found = await picker.choices(
      {
        cluster,
        namespace: forNamespaces ? null : namespace,
        input: statement.input ?? {},
      },
      actionContext({ logger, requester: caller.userRef, entity }),
    );
    const choices = forNamespaces
      ? await this.#readable(caller, cluster, found)
      : found;
    return {
      choices: choices.slice(0, MAX_CHOICES),
      ...(choices.length > MAX_CHOICES && { truncated: true }),
    };
  }

  async #readable(
    caller: Caller,
    cluster: string,
    namespaces: PickerChoice[],
  ): Promise<PickerChoice[]> {
    const decisions = await this.deps.authorizer.decideAll(
      caller,
      titaniumTargetReadPermission,
      namespaces.map(({ value }) => ({
        action: 'choices.namespace',
        risk: 'read',
        cluster,
        namespace: value,
        kind: 'namespace',
        name: value,
      })),
    );
    return namespaces.filter((_, index) => decisions[index].allowed);
  }
}
