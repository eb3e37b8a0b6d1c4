import {
  Action,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { findApplication, targetOf } from '../../applications/resolve';
import { printCommand } from '../../grammar/print';
import { ActionDeps, placeFields, readTarget } from '../deps';
import { RefreshInput, refreshSchema } from '../schemas';

const UNDO_REASON = 'A refresh only looks again; it changes nothing.';
const NOTHING = { before: null, after: null, state: {} };

function refreshStep(deps: ActionDeps): StepHandler {
  return {
    async apply(step, { signal }) {
      const { instance, id, app } = await readTarget(deps, step, { signal });
      await step.held();
      const after = await instance.client.get(id, {
        refresh: step.input.hard === true ? 'hard' : 'normal',
        signal,
      });
      return {
        before: { reconciledAt: app.status?.reconciledAt ?? null },
        after: { reconciledAt: after.status?.reconciledAt ?? null },
        state: {},
      };
    },
    // Argo CD answers once it has looked.
    async *verify() {
      yield { type: 'succeeded' };
    },
    reconcile: async () => ({ outcome: 'applied', applied: NOTHING }),
  };
}

/** Lets Argo CD compare the application again. */
export function refreshAction(deps: ActionDeps): Action<RefreshInput> {
  return {
    id: 'argocd.app.refresh',
    title: 'Refresh application',
    description:
      'Lets Argo CD look at sources and cluster again; hard: without its caches.',
    risk: 'low',
    input: refreshSchema,
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
      const { name, uid } = found.app.metadata;
      const how = input.hard ? ', its manifests made anew' : '';
      return {
        sentence: `Compare application ${name} with its sources again${how}.`,
        summary: {
          key: input.hard ? 'argocd.hardRefresh' : 'argocd.refresh',
          values: { application: name },
        },
        confirmLabel: 'Refresh',
        steps: [
          {
            kind: 'refresh',
            title: 'Refresh',
            input: { ...placeFields(found), hard: input.hard },
            preview: {
              source: 'none',
              reason: 'A refresh changes nothing on the cluster by itself.',
              wording: { key: 'argocd.refresh' },
              entries: [],
            },
            preconditions: {
              uid: uid ?? null,
              generation: null,
              fieldsHash: null,
            },
            // Looking twice does no harm.
            fence: 'transaction',
          },
        ],
        warnings: [],
        undo: {
          possible: false,
          reason: UNDO_REASON,
          wording: { key: 'argocd.refresh' },
        },
      };
    },
    steps: { refresh: refreshStep(deps) },
    toCommand: input => printCommand('argocd.app.refresh', input),
  };
}
