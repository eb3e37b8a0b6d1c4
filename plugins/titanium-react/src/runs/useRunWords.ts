import {
  Plan,
  Run,
  RunProgress,
  Wording,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { JsonObject } from '@backstage/types';
import { useMemo } from 'react';
import { useServerWords } from '../translation';

function values(input: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : String(value ?? ''),
    ]),
  );
}

/** Sentences of a run in the page's language; the server's English where this package does not know them. */
export function useRunWords() {
  const { wording, message } = useServerWords();
  return useMemo(() => {
    const known = (part: Wording) =>
      message(`runs.says.${part.key}`, '') !== '';
    return {
      progress: (progress: RunProgress): string =>
        progress.wording?.length && progress.wording.every(known)
          ? progress.wording
              .map(part => wording('runs.says', part, ''))
              .join(', ')
          : progress.message,
      ending: (event: { reason?: string; wording?: Wording }): string =>
        wording('runs.ends', event.wording, event.reason ?? ''),
      step: (step: Plan['steps'][number]): string =>
        step.wording
          ? wording('plans.steps', step.wording, step.title)
          : message(`plans.steps.${step.kind}`, step.title, values(step.input)),
      /** What a step without changes does. */
      stepNote: (step: Plan['steps'][number]): string =>
        step.preview.source === 'none'
          ? message(`plans.stepNotes.${step.kind}`, step.preview.reason ?? '')
          : '',
      /** What the end means, where that is not plain; empty otherwise. */
      outcome: (run: Pick<Run, 'summary' | 'state'>): string =>
        message(
          `runs.outcome.${run.summary.key}.${run.state}`,
          '',
          values(run.summary.values),
        ),
      cannotUndo: (undo: Run['undo']): string =>
        wording('runs.cannotUndo', undo.wording, undo.reason ?? ''),
    };
  }, [wording, message]);
}
