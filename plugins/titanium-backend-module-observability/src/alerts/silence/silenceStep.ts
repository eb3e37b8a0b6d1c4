import { setTimeout as wait } from 'node:timers/promises';
import {
  AppliedStep,
  PlatformHttp,
  StepHandler,
  VerifyUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { clientOf, ObservabilityDeps } from '../../shared/deps';
import { unexpectedAnswer } from '../../shared/unexpected';
import {
  ALERTMANAGER_CLOCK_PATH,
  askSilence,
  askSilences,
  Silence,
} from '../sources';
import { askMatchingAlerts } from './matchingAlerts';
import { silenceSchema } from './schemas';

const stepInput = silenceSchema.omit({ cluster: true });

const POLL_MS = 500;
const MINUTE_MS = 60_000;

/** Stands in the comment, so that a silence can be found again whatever happened to the answer. */
function markerOf(runId: string): string {
  return `[titanium run ${runId}]`;
}

async function findByRun(
  http: PlatformHttp,
  runId: string,
  signal: AbortSignal,
): Promise<Silence | undefined> {
  const marker = markerOf(runId);
  const silences = await askSilences(http, signal);
  return silences.find(({ comment }) => comment.endsWith(marker));
}

function applied({ id, endsAt }: Pick<Silence, 'id' | 'endsAt'>): AppliedStep {
  return {
    before: { silence: null },
    after: { silence: id, endsAt },
    state: { id, endsAt },
  };
}

async function* verify(
  http: PlatformHttp,
  id: string,
  input: z.infer<typeof stepInput>,
  signal: AbortSignal,
): AsyncGenerator<VerifyUpdate> {
  let last = '';
  while (!signal.aborted) {
    const [silence, alerts] = await Promise.all([
      askSilence(http, id, signal),
      askMatchingAlerts(http, input.matchers, signal),
    ]);
    if (silence.status?.state === 'expired') {
      yield {
        type: 'failed',
        reason: 'Somebody has ended the silence already.',
        wording: { key: 'alertmanager.ended' },
      };
      return;
    }
    const held = alerts.filter(({ status }) =>
      status.silencedBy?.includes(id),
    ).length;
    if (silence.status?.state === 'active' && held === alerts.length) {
      yield { type: 'succeeded' };
      return;
    }
    const message = `${held} of ${alerts.length} alerts silenced`;
    if (message !== last) {
      last = message;
      yield {
        type: 'progress',
        progress: {
          message,
          wording: [
            {
              key: 'silenced',
              values: { done: String(held), total: String(alerts.length) },
            },
          ],
          done: held,
          total: alerts.length,
        },
      };
    }
    await wait(POLL_MS, undefined, { signal }).catch(() => {});
  }
}

/** Creates one silence a run: asked again, it finds the one it has made. */
export function silenceStep(deps: ObservabilityDeps): StepHandler {
  const client = (cluster: string) => clientOf(deps, cluster, 'alertmanager');
  return {
    async apply({ target, input, runId, held }, { signal, requester }) {
      const http = client(target.cluster);
      const { matchers, minutes, reason } = stepInput.parse(input);
      const known = await findByRun(http, runId, signal);
      if (known) {
        return applied(known);
      }
      const now = await http.now(ALERTMANAGER_CLOCK_PATH, signal);
      const endsAt = new Date(now + minutes * MINUTE_MS).toISOString();
      await held();
      const answer = await http.json<{ silenceID?: unknown } | null>({
        method: 'POST',
        path: '/api/v2/silences',
        body: {
          matchers,
          startsAt: new Date(now).toISOString(),
          endsAt,
          createdBy: requester,
          comment: `${reason} ${markerOf(runId)}`,
        },
        signal,
      });
      const id = answer?.silenceID;
      if (typeof id === 'string') {
        return applied({ id, endsAt });
      }
      const made = await findByRun(http, runId, signal);
      if (!made) {
        throw unexpectedAnswer(http.title);
      }
      return applied(made);
    },

    verify: ({ target, input, applied: { state } }, { signal }) =>
      verify(
        client(target.cluster),
        String(state.id),
        stepInput.parse(input),
        signal,
      ),

    async reconcile({ target, runId }, { signal }) {
      const found = await findByRun(client(target.cluster), runId, signal);
      return found
        ? { outcome: 'applied', applied: applied(found) }
        : { outcome: 'not-applied' };
    },
  };
}
