import {
  RunProgress,
  Wording,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** A part of a sentence, in English and as a key below `runs.says.argocd` of the pages. */
export interface Part {
  text: string;
  key: string;
  values?: Record<string, string>;
}

/** Progress in words, with what else is known of it. */
export function progressOf(
  parts: readonly Part[],
  numbers: Omit<RunProgress, 'message' | 'wording'> = {},
): RunProgress {
  const message = parts.map(({ text }) => text).join(', ');
  return {
    message: message.charAt(0).toUpperCase() + message.slice(1),
    wording: parts.map(({ key, values }) => ({
      key: `argocd.${key}`,
      ...(values && { values }),
    })),
    ...numbers,
  };
}

/** What a failure must add: that automatic sync was turned off before. */
export const PAUSED =
  ' Automatic sync stays paused: undo this run, or restore automatic sync, to turn it on again.';

/** A failed verification; `paused` adds that automatic sync is off. */
export function failed(
  { text, key, values }: Part,
  paused: boolean,
): { type: 'failed'; reason: string; wording: Wording } {
  return {
    type: 'failed',
    reason: `${text}${paused ? PAUSED : ''}`,
    wording: {
      key: `argocd.${key}${paused ? 'Paused' : ''}`,
      ...(values && { values }),
    },
  };
}

/** Argo CD does not answer just now. */
export function trouble(message: string): RunProgress {
  return progressOf([
    {
      text: `Argo CD does not answer now: ${message}`,
      key: 'trouble',
      values: { message },
    },
  ]);
}
