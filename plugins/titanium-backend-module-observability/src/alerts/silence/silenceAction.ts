import {
  PlanWarning,
  quoteWord,
  StepPreview,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  PlanDraft,
  ResolvedTarget,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { JsonObject } from '@backstage/types';
import { clientOf, ObservabilityDeps } from '../../shared/deps';
import { RoutedAlert } from '../sources';
import {
  alertTitle,
  askMatchingAlerts,
  silenceMatcherText,
} from './matchingAlerts';
import { SilenceInput, silenceSchema } from './schemas';
import { silenceStep } from './silenceStep';
import { silenceTarget } from './silenceTarget';

const MAX_LISTED = 50;

/** `90` as `1h30m`. */
export function minutesText(minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const parts = [
    days && `${days}d`,
    hours && `${hours}h`,
    rest && `${rest}m`,
  ].filter(part => part);
  return parts.join('') || '0m';
}

export function previewOf(
  alerts: readonly RoutedAlert[],
  after: string,
): StepPreview {
  return {
    source: 'computed',
    entries: alerts.slice(0, MAX_LISTED).map(alert => ({
      path: alertTitle(alert),
      before: JSON.stringify(
        alert.status.state === 'suppressed' ? 'silenced' : 'firing',
      ),
      after: JSON.stringify(after),
    })),
  };
}

function warningsOf(
  alerts: readonly RoutedAlert[],
  target: ResolvedTarget,
): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  if (alerts.length === 0) {
    warnings.push({
      code: 'no-alerts',
      severity: 'info',
      message:
        'No alert matches now: the silence holds those that would begin to fire.',
    });
  }
  if (target.ref.namespace === null) {
    warnings.push({
      code: 'wide-silence',
      severity: 'warning',
      message:
        'The matchers are not bound to one service: alerts of others are silenced, too.',
    });
  }
  return warnings;
}

async function draft(
  deps: ObservabilityDeps,
  input: SilenceInput,
  target: ResolvedTarget,
  { signal }: ActionContext,
): Promise<PlanDraft> {
  const http = clientOf(deps, input.cluster, 'alertmanager');
  const alerts = await askMatchingAlerts(http, input.matchers, signal);
  const { name, namespace } = target.ref;
  const duration = minutesText(input.minutes);
  const values = {
    name,
    namespace,
    held: alerts.length,
    minutes: input.minutes,
    duration,
    alerts: alerts.slice(0, 5).map(alertTitle).join(', '),
  };
  return {
    sentence: `Silence ${name}${
      namespace === null ? '' : ` in ${namespace}`
    } for ${duration}: nobody is notified of ${alerts.length} alerts now.`,
    summary: { key: 'alertmanager.silence', values },
    confirmLabel: `Silence for ${duration}`,
    steps: [
      {
        kind: 'silence',
        title: 'Silence and check that the alerts are held',
        input: {
          matchers: input.matchers,
          minutes: input.minutes,
          reason: input.reason,
        },
        preview:
          alerts.length === 0
            ? {
                source: 'none',
                reason: 'No alert matches now.',
                wording: { key: 'alertmanager.none' },
                entries: [],
              }
            : previewOf(alerts, 'silenced'),
        preconditions: { uid: null, generation: null, fieldsHash: null },
        fence: 'none',
      },
    ],
    warnings: warningsOf(alerts, target),
    undo: { possible: true },
  };
}

/** Stops notifications of alerts for a while, with a reason. */
export function silenceAction(
  deps: ObservabilityDeps,
): Action<SilenceInput & JsonObject> {
  return {
    id: 'alertmanager.silence',
    title: 'Silence alert',
    description:
      'Stops notifications of matching alerts for 5 minutes to 30 days, with a reason. The alerts themselves go on.',
    risk: 'low',
    input: silenceSchema,
    target: ({ cluster, matchers }, { signal }) =>
      silenceTarget(deps, clientOf(deps, cluster, 'alertmanager'), {
        cluster,
        matchers,
        signal,
      }),
    draft: (input, target, context) => draft(deps, input, target, context),
    steps: { silence: silenceStep(deps) },
    undo({ input, steps }) {
      const id = steps[0]?.applied?.state.id;
      return typeof id === 'string'
        ? {
            action: 'alertmanager.expire',
            input: { cluster: input.cluster, id },
          }
        : undefined;
    },
    toCommand: ({ matchers, minutes, reason }) =>
      [
        'amtool silence add',
        `--duration=${minutes}m`,
        `--comment=${quoteWord(reason)}`,
        ...matchers.map(matcher => quoteWord(silenceMatcherText(matcher))),
      ].join(' '),
  };
}
