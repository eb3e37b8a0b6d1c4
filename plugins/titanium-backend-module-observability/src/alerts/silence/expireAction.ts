import { setTimeout as wait } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  Action,
  ActionContext,
  AppliedStep,
  PlanDraft,
  ResolvedTarget,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { clientOf, ObservabilityDeps } from '../../shared/deps';
import { askSilence, Silence } from '../sources';
import { alertTitle, askMatchingAlerts } from './matchingAlerts';
import { ExpireInput, expireSchema } from './schemas';
import { previewOf } from './silenceAction';
import { silenceTarget } from './silenceTarget';

const WHY_NO_UNDO =
  'An ended silence does not come back: silence the alert again.';
const POLL_MS = 500;

const isOver = ({ status }: Silence) => status?.state === 'expired';

function applied({ id, endsAt }: Silence): AppliedStep {
  return {
    before: { silence: id, endsAt },
    after: { silence: null },
    state: { id },
  };
}

function expireStep(deps: ObservabilityDeps): StepHandler {
  const client = (cluster: string) => clientOf(deps, cluster, 'alertmanager');
  return {
    async apply({ target, input, held }, { signal }) {
      const http = client(target.cluster);
      const { id } = expireSchema.omit({ cluster: true }).parse(input);
      const silence = await askSilence(http, id, signal);
      if (isOver(silence)) {
        throw new ConflictError('The silence is over already');
      }
      await held();
      await http.text({
        method: 'DELETE',
        path: `/api/v2/silence/${encodeURIComponent(id)}`,
        signal,
      });
      return applied(silence);
    },

    async *verify({ target, applied: { state } }, { signal }) {
      while (!signal.aborted) {
        const silence = await askSilence(
          client(target.cluster),
          String(state.id),
          signal,
        );
        if (isOver(silence)) {
          yield { type: 'succeeded' };
          return;
        }
        await wait(POLL_MS, undefined, { signal }).catch(() => {});
      }
    },

    async reconcile({ target, input }, { signal }) {
      const silence = await askSilence(
        client(target.cluster),
        String(input.id),
        signal,
      );
      return isOver(silence)
        ? { outcome: 'applied', applied: applied(silence) }
        : { outcome: 'not-applied' };
    },
  };
}

async function draft(
  deps: ObservabilityDeps,
  { cluster, id }: ExpireInput,
  target: ResolvedTarget,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const http = clientOf(deps, cluster, 'alertmanager');
  const silence = await askSilence(http, id, signal);
  if (isOver(silence)) {
    throw Object.assign(new ConflictError('The silence is over already'), {
      code: 'platform-rejected' as const,
    });
  }
  const alerts = await askMatchingAlerts(http, silence.matchers, signal);
  const held = alerts.filter(({ status }) => status.silencedBy?.includes(id));
  const { name, namespace } = target.ref;
  return {
    sentence: `End the silence of ${name}${
      namespace === null ? '' : ` in ${namespace}`
    }: people are notified of ${held.length} alerts again.`,
    summary: {
      key: 'alertmanager.expire',
      values: {
        name,
        namespace,
        held: held.length,
        alerts: held.slice(0, 5).map(alertTitle).join(', '),
      },
    },
    confirmLabel: 'End silence',
    steps: [
      {
        kind: 'expire',
        title: 'End the silence',
        input: { id },
        preview: {
          ...previewOf(held, 'firing'),
          entries: [
            {
              path: 'silence',
              before: JSON.stringify(`until ${silence.endsAt}`),
              after: null,
            },
            ...previewOf(held, 'firing').entries,
          ],
        },
        preconditions: { uid: id, generation: null, fieldsHash: null },
        fence: 'none',
      },
    ],
    warnings: [],
    undo: {
      possible: false,
      reason: WHY_NO_UNDO,
      wording: { key: 'alertmanager.expire' },
    },
  };
}

/** Ends a silence before its time. */
export function expireAction(
  deps: ObservabilityDeps,
): Action<ExpireInput & JsonObject> {
  return {
    id: 'alertmanager.expire',
    title: 'End silence',
    description: 'Ends a silence, so that people are notified again.',
    risk: 'low',
    input: expireSchema,
    undoReason: WHY_NO_UNDO,
    async target({ cluster, id }, { signal }) {
      const http = clientOf(deps, cluster, 'alertmanager');
      const { matchers } = await askSilence(http, id, signal);
      return silenceTarget(deps, http, { cluster, matchers, signal, uid: id });
    },
    // Alertmanager keeps what is over for a while; nobody can end it once more.
    async missing({ cluster, id }, { signal }) {
      const http = clientOf(deps, cluster, 'alertmanager');
      try {
        return isOver(await askSilence(http, id, signal));
      } catch (error) {
        if ((error as Error).name === 'NotFoundError') {
          return true;
        }
        throw error;
      }
    },
    draft: (input, target, context) => draft(deps, input, target, context),
    steps: { expire: expireStep(deps) },
    toCommand: ({ id }) => `amtool silence expire ${id}`,
  };
}
