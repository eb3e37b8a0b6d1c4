import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { JsonObject } from '@backstage/types';
import { Caller, callerFrom } from '../authorization/caller';
import { notPermitted } from '../errors';
import { Services } from '../services';

/**
 * Offers `read`, `plan` and `get-run` to agents and scaffolder templates, over the same services as the pages. Nothing
 * here starts a run: whoever plans gets a link that a person confirms.
 */
export function registerActions(
  registry: ActionsRegistryService,
  { reads, plans, runs }: Services,
  options: { appUrl: string },
) {
  registry.register({
    name: 'read',
    title: 'Read from a platform',
    description:
      'Runs a read-only statement, such as a kubectl get, or a read by its id, with the permissions of the person.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          statement: z.string().optional().describe('One command, as typed'),
          action: z.string().optional().describe('Id of a read'),
          input: z.record(z.any()).optional(),
          entityRef: z.string().optional(),
        }),
      output: z =>
        z.object({
          command: z.string(),
          at: z.string(),
          result: z.record(z.any()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { result, command, at } = await reads.read(person(credentials), {
        ...requestOf(input),
        entityRef: input.entityRef,
      });
      return { output: { result: { ...result }, command, at } };
    },
  });

  registry.register({
    name: 'plan',
    title: 'Plan a change',
    description:
      'Previews a change and answers a link. A person must open it and confirm; nothing is changed by this.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          statement: z.string().optional().describe('One command, as typed'),
          action: z.string().optional().describe('Id of an action'),
          input: z.record(z.any()).optional(),
          entityRef: z.string().optional(),
        }),
      output: z =>
        z.object({
          planId: z.string(),
          sentence: z.string(),
          allowed: z.boolean(),
          reason: z.string(),
          warnings: z.array(z.string()),
          link: z.string().describe('Where a person confirms'),
        }),
    },
    action: async ({ input, credentials }) => {
      const plan = await plans.create(
        person(credentials),
        { ...requestOf(input), entityRef: input.entityRef },
        'actions-registry',
      );
      return {
        output: {
          planId: plan.id,
          sentence: plan.sentence,
          allowed: plan.decision.allowed,
          reason: plan.decision.reason,
          warnings: plan.warnings.map(({ message }) => message),
          link: `${options.appUrl}/titanium/plans/${plan.id}`,
        },
      };
    },
  });

  registry.register({
    name: 'get-run',
    title: 'Look at a run',
    description: 'Answers the state, progress and steps of a run.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({ runId: z.string().uuid() }),
      output: z =>
        z.object({
          state: z.string(),
          sentence: z.string(),
          progress: z.string().nullable(),
          steps: z.array(
            z.object({
              title: z.string(),
              state: z.string(),
              error: z.string().nullable(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const run = await runs.get(person(credentials), input.runId);
      return {
        output: {
          state: run.state,
          sentence: run.sentence,
          progress: run.progress?.message ?? null,
          steps: run.steps.map(({ title, state, error }) => ({
            title,
            state,
            error,
          })),
        },
      };
    },
  });
}

function requestOf(input: {
  statement?: string;
  action?: string;
  input?: JsonObject;
}) {
  return {
    statement:
      input.statement === undefined ? undefined : { text: input.statement },
    action:
      input.action === undefined
        ? undefined
        : { id: input.action, input: input.input ?? {} },
  };
}

function person(credentials: BackstageCredentials): Caller {
  const { principal } = credentials as BackstageCredentials<{ type: string }>;
  if (principal.type !== 'user') {
    throw notPermitted('Only people may do this');
  }
  return callerFrom(
    credentials as BackstageCredentials<BackstageUserPrincipal>,
  );
}
