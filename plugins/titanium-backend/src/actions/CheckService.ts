import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  Decision,
  Risk,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { Authorizer, Subject } from '../authorization/Authorizer';
import { Caller } from '../authorization/caller';
import { permissionOf } from '../authorization/permissionOf';
import { CallerCatalog } from '../entities/CallerCatalog';
import { EntityIndex } from '../entities/EntityIndex';
import { parseWith } from '../errors';
import { TargetFinder } from '../plans/TargetFinder';
import { Registry } from '../registry/Registry';
import { actionContext } from './context';

/** A button that a page wants to draw. */
export interface CheckItem {
  action: string;
  input: JsonObject;
  entityRef?: string;
}

/** What the button may do, and the command it stands for. */
export interface CheckedAction {
  decision: Decision;
  command: string;
  title: string;
  risk: Exclude<Risk, 'read'>;
  undoable: boolean;
}

/** Tells which actions a person may do, by the same decision that planning takes. */
export class CheckService {
  constructor(
    private readonly deps: {
      registry: Registry;
      index: EntityIndex;
      authorizer: Authorizer;
      catalog: CallerCatalog;
      targets: TargetFinder;
      logger: LoggerService;
    },
  ) {}

  async check(caller: Caller, items: CheckItem[]): Promise<CheckedAction[]> {
    const { registry, authorizer, catalog } = this.deps;
    const refs = [...new Set(items.flatMap(item => item.entityRef ?? []))];
    const entities = await catalog.findAll(caller, refs);
    const drafts = items.map(item => {
      const action = registry.action(item.action);
      return {
        action,
        input: parseWith(action.input, item.input),
        entity: entities.get(item.entityRef ?? ''),
      };
    });
    const subjects = await Promise.all(
      drafts.map(draft => this.#subject(caller, draft)),
    );
    const decisions = new Map<Subject, Decision>();
    for (const [permission, asked] of byPermission(drafts, subjects)) {
      const answers = await authorizer.decideAll(caller, permission, asked);
      asked.forEach((subject, index) => decisions.set(subject, answers[index]));
    }
    return drafts.map(({ action, input }, index) => {
      const subject = subjects[index];
      return {
        decision: 'action' in subject ? decisions.get(subject)! : subject,
        command: action.toCommand(input),
        title: action.title,
        risk: action.risk,
        undoable: action.undo !== undefined,
      };
    });
  }

  async #subject(
    caller: Caller,
    draft: { action: Action; input: JsonObject; entity?: Entity },
  ): Promise<Subject | Decision> {
    const { action, input, entity } = draft;
    try {
      const target = await this.deps.targets.find(
        caller,
        action,
        input,
        actionContext({
          logger: this.deps.logger,
          requester: caller.userRef,
          entity,
        }),
      );
      const { cluster, namespace, kind, name } = target.ref;
      return {
        action: action.id,
        risk: action.risk,
        cluster,
        namespace,
        kind,
        name,
        binding: await this.deps.index.bind(target),
      };
    } catch (error) {
      return {
        allowed: false,
        code: 'denied',
        reason:
          error instanceof Error
            ? error.message
            : 'The object cannot be looked at right now.',
      };
    }
  }
}

/** What is asked of each permission. */
function byPermission(
  drafts: { action: Action }[],
  subjects: (Subject | Decision)[],
) {
  const asked = new Map<ReturnType<typeof permissionOf>, Subject[]>();
  drafts.forEach(({ action }, index) => {
    const subject = subjects[index];
    if ('action' in subject) {
      const permission = permissionOf(action);
      asked.set(permission, [...(asked.get(permission) ?? []), subject]);
    }
  });
  return asked;
}
