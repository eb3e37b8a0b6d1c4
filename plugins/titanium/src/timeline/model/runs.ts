import { RunSummary } from '@titanium-portal/backstage-plugin-titanium-common';
import { runHealth } from '@titanium-portal/backstage-plugin-titanium-react';
import { runPath } from '../../runs/paths';
import { Mark, MarkWords } from '../types';

/** What was changed through the portal. */
export function runMarks(
  runs: readonly RunSummary[],
  words: MarkWords,
): Mark[] {
  return runs.map(run => ({
    key: `run:${run.id}`,
    time: Date.parse(run.startedAt),
    ...(run.endedAt && { until: Date.parse(run.endedAt) }),
    kind: 'run',
    state: runHealth(run.state),
    word: words.runState(run.state),
    label: words.runTitle(run),
    detail: `${words.runSentence(run)} · ${words.by(run.requester)}`,
    href: runPath(run.id),
  }));
}
