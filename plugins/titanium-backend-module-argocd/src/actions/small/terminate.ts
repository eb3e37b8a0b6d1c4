import {
  Action,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { isRunning, operationOf } from '../../applications/facts';
import { findApplication, targetOf } from '../../applications/resolve';
import { printCommand } from '../../grammar/print';
import {
  ActionDeps,
  changedSincePlan,
  placeFields,
  placeOf,
  projectOf,
  readTarget,
  refused,
} from '../deps';
import { AppActionInput, appSchema } from '../schemas';
import { followApplication } from '../verify/followApplication';
import { progressOf } from '../verify/says';

const UNDO_REASON =
  'An operation that was ended does not go on: sync or roll back again.';
const NONE = 'No operation is in progress on this application.';

function terminateStep(deps: ActionDeps): StepHandler {
  return {
    async apply(step, { signal }) {
      const { instance, id, app } = await readTarget(deps, step, { signal });
      const state = operationOf(app);
      if (!isRunning(app)) {
        throw changedSincePlan(NONE);
      }
      if (
        state?.startedAt !== undefined &&
        step.input.startedAt !== null &&
        state.startedAt !== step.input.startedAt
      ) {
        throw changedSincePlan(
          'Another operation runs now; look at a new preview.',
        );
      }
      await step.held();
      await instance.client.terminate(id, {
        project: projectOf(app),
        signal,
      });
      return {
        before: { phase: state?.phase ?? null },
        after: { phase: 'Terminating' },
        state: {},
      };
    },

    async *verify(step, { signal }) {
      const { instance, id } = placeOf(deps, step);
      for await (const look of followApplication(instance, id, signal)) {
        if ('app' in look && !isRunning(look.app)) {
          yield { type: 'succeeded' };
          return;
        }
        yield {
          type: 'progress',
          progress: progressOf([
            { text: 'the operation is terminating', key: 'terminating' },
          ]),
        };
      }
    },

    async reconcile(step, { signal }) {
      const { app } = await readTarget(deps, step, { signal });
      const state = operationOf(app);
      return isRunning(app) && state?.phase !== 'Terminating'
        ? { outcome: 'not-applied' }
        : {
            outcome: 'applied',
            applied: { before: null, after: null, state: {} },
          };
    },
  };
}

/** Ends the operation that runs. */
export function terminateAction(deps: ActionDeps): Action<AppActionInput> {
  return {
    id: 'argocd.app.terminate',
    title: 'Terminate operation',
    description: 'Ends the sync or rollback that runs on an application.',
    risk: 'low',
    input: appSchema,
    undoReason: UNDO_REASON,
    target: async (input, { entity, signal }) =>
      targetOf(
        deps.instances,
        await findApplication(deps.instances, input, { entity, signal }),
      ),
    async draft(input, _, { entity, signal }) {
      const found = await findApplication(deps.instances, input, {
        entity,
        signal,
      });
      const { app } = found;
      const { name } = app.metadata;
      if (!isRunning(app)) {
        throw refused(NONE);
      }
      const state = operationOf(app);
      return {
        sentence: `End the operation that runs on application ${name}. What it has changed stays.`,
        summary: { key: 'argocd.terminate', values: { application: name } },
        confirmLabel: 'Terminate',
        steps: [
          {
            kind: 'terminate',
            title: 'Terminate the operation',
            input: {
              ...placeFields(found),
              startedAt: state?.startedAt ?? null,
            },
            preview: {
              source: 'computed',
              entries: [
                {
                  path: 'status.operationState.phase',
                  before: JSON.stringify(state?.phase ?? 'Pending'),
                  after: '"Terminating"',
                },
              ],
            },
            preconditions: {
              uid: app.metadata.uid ?? null,
              generation: null,
              fieldsHash: null,
            },
            fence: 'none',
          },
        ],
        warnings: [],
        undo: {
          possible: false,
          reason: UNDO_REASON,
          wording: { key: 'argocd.terminate' },
        },
      };
    },
    steps: { terminate: terminateStep(deps) },
    toCommand: input => printCommand('argocd.app.terminate', input),
  };
}
