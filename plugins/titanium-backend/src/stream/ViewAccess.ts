import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  StreamRefusal,
  StreamSubscription,
  titaniumTargetReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { View } from '@titanium-portal/backstage-plugin-titanium-node';
import { Auditing } from '../audit/Auditing';
import { Authorizer } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { Registry } from '../registry/Registry';
import { CoreView } from '../views/coreViews';
import { Visibility, Visible } from './Visibility';

/** What a subscription is granted: a view to lease, or a refusal to send. */
export type Grant =
  | {
      view: Pick<View, 'topic' | 'kind' | 'open'>;
      scope: { shareKey: string; input: JsonObject };
      /** Zero for views of one person, which nobody else can use. */
      linger?: number;
    }
  | { refused: StreamRefusal; message: string };

type Request = Pick<StreamSubscription, 'topic' | 'entityRef' | 'params'>;

/** Decides on many subscriptions at once, by entity, with one question each to the catalog and the policy. */
export class ViewAccess {
  constructor(
    private readonly deps: {
      registry: Registry;
      visibility: Visibility;
      authorizer: Authorizer;
      auditing: Auditing;
      coreViews: CoreView[];
    },
  ) {}

  async grantAll(caller: Caller, requests: Request[]): Promise<Grant[]> {
    const refs = requests.flatMap(request => request.entityRef ?? []);
    const entities = await this.deps.visibility.of(caller, refs);
    return Promise.all(
      requests.map(async request => {
        const grant = await this.#grant(caller, request, entities);
        if ('refused' in grant && grant.refused === 'forbidden') {
          this.deps.auditing.hidden({
            actor: caller.userRef,
            event: 'view.denied',
            subject: {
              action: `view.${request.topic}`,
              entities: request.entityRef === null ? [] : [request.entityRef],
            },
            reason: grant.message,
          });
        }
        return grant;
      }),
    );
  }

  /** A view of the whole portal is a read of what it looks at. */
  async #grantPortal(
    caller: Caller,
    view: View,
    params: JsonObject,
  ): Promise<Grant> {
    if (!view.portalScope) {
      return refuse('invalid', `The topic '${view.topic}' needs an entity`);
    }
    const { target, ...scope } = view.portalScope(params);
    const decision = await this.deps.authorizer.decide(
      caller,
      titaniumTargetReadPermission,
      { action: `view.${view.topic}`, risk: 'read', ...target },
    );
    return decision.allowed
      ? { view, scope }
      : refuse('forbidden', decision.reason);
  }

  async #grant(
    caller: Caller,
    { topic, entityRef, params }: Request,
    entities: Map<string, Visible>,
  ): Promise<Grant> {
    const seen = entityRef === null ? undefined : entities.get(entityRef);
    if (entityRef !== null && !seen) {
      return refuse(
        'not-found',
        'There is no such entity, or you may not see it',
      );
    }
    if (seen && !seen.allowed) {
      return refuse(
        'forbidden',
        'You may not see the live views of this entity',
      );
    }
    const core = this.deps.coreViews.find(view => view.topic === topic);
    if (core) {
      return core.grant(caller, entityRef, params ?? {});
    }
    const view = this.deps.registry.view(topic);
    if (!view) {
      return refuse('not-installed', `No installed module offers '${topic}'`);
    }
    const parsed = view.params.safeParse(params ?? {});
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refuse('invalid', `${issue.path.join('.')}: ${issue.message}`);
    }
    if (!seen) {
      return this.#grantPortal(caller, view, parsed.data);
    }
    try {
      return { view, scope: view.scope(seen.entity, parsed.data) };
    } catch (error) {
      if (error instanceof InputError) {
        const { code } = error as { code?: unknown };
        return refuse(
          code === 'invalid-input' ? 'invalid' : 'missing-annotation',
          error.message,
        );
      }
      throw error;
    }
  }
}

export function refuse(refused: StreamRefusal, message: string): Grant {
  return { refused, message };
}
