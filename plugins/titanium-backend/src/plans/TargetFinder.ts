import { isError, NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  Decision,
  titaniumTargetReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  ResolvedTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { Authorizer } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { coded, notPermitted } from '../errors';

/** Finds what an action is aimed at, without telling people of objects they may not read. */
export class TargetFinder {
  constructor(private readonly authorizer: Authorizer) {}

  async find(
    caller: Caller,
    action: Action,
    input: JsonObject,
    context: ActionContext,
  ): Promise<ResolvedTarget> {
    try {
      return await action.target(input, context);
    } catch (error) {
      if (!isError(error) || error.name !== NotFoundError.name) {
        throw error;
      }
      const { cluster, namespace } = input;
      const decision = await this.mayRead(caller, action.id, {
        cluster: typeof cluster === 'string' ? cluster : '',
        namespace: typeof namespace === 'string' ? namespace : null,
      });
      throw decision.allowed
        ? coded(error as Error, 'target-not-found')
        : notPermitted(decision);
    }
  }

  /** Whether the person may read where a target lies. */
  async mayRead(
    caller: Caller,
    action: string,
    place: { cluster: string; namespace: string | null },
  ): Promise<Decision> {
    const { cluster, namespace } = place;
    return this.authorizer.decide(caller, titaniumTargetReadPermission, {
      action,
      risk: 'read',
      cluster,
      namespace,
      kind: '',
      name: null,
    });
  }
}
