import {
  Plan,
  PlanWarning,
  StepPreview,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { JsonObject } from '@backstage/types';
import { useMemo } from 'react';
import { useServerWords } from '../translation';

function words(values: JsonObject | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : String(value ?? ''),
    ]),
  );
}

/**
 * A plan's sentences in the page's language; the server's English where this package does not know them.
 *
 * @public
 */
export function usePlanWords() {
  const { message, actionTitle, refusal } = useServerWords();
  return useMemo(
    () => ({
      title: (plan: Pick<Plan, 'action' | 'title'>) =>
        actionTitle(plan.action, plan.title),
      sentence: (plan: Pick<Plan, 'summary' | 'sentence'>) =>
        message(
          `plans.summary.${plan.summary.key}`,
          plan.sentence,
          words(plan.summary.values),
        ),
      refusal: (plan: Pick<Plan, 'decision'>) => refusal(plan.decision),
      confirmLabel: (plan: Pick<Plan, 'summary' | 'confirmLabel'>) =>
        message(
          `plans.confirm.${plan.summary.key}`,
          plan.confirmLabel,
          words(plan.summary.values),
        ),
      /** Why a step shows no changes. */
      preview: ({ reason, wording }: StepPreview) =>
        wording
          ? message(
              `plans.preview.${wording.key}`,
              reason ?? '',
              words(wording.values),
            )
          : message('plans.noPreview', reason ?? '', { reason: reason ?? '' }),
      warning: (warning: PlanWarning) => {
        const values = words(warning.values);
        const key = `plans.warning.${warning.code}`;
        return message(
          `${key}.${values.effect}`,
          message(key, warning.message, values),
          values,
        );
      },
    }),
    [message, actionTitle, refusal],
  );
}
