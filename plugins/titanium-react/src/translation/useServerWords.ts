import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Decision,
  Wording,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { useMemo } from 'react';
import { messages } from './en';
import { titaniumReactTranslationRef } from './ref';
import { flattenMessages } from './types';

const KNOWN = new Set(Object.keys(flattenMessages(messages)));

/**
 * Words for things the server names: its key when this package knows it, else the server's own English.
 * @public
 */
export interface ServerWords {
  /** The title of an action or read. */
  actionTitle(id: string | null, fallback: string | null): string;
  /** Why somebody may not. */
  refusal(decision: Pick<Decision, 'reason' | 'summary'>): string;
  /** A sentence below a part of this package's messages, `runs.ends`; the fallback when its key is not known. */
  wording(part: string, wording: Wording | undefined, fallback: string): string;
  /** A message of this package by a key built at run time, else the fallback. */
  message(
    key: string,
    fallback: string,
    values?: Record<string, string>,
  ): string;
}

/** @public */
export function useServerWords(): ServerWords {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return useMemo(() => {
    const translate = t as unknown as (
      key: string,
      values?: Record<string, string>,
    ) => string;
    const message = (
      key: string,
      fallback: string,
      values?: Record<string, string>,
    ) => (KNOWN.has(key) ? translate(key, values) : fallback);
    return {
      message,
      wording: (part, wording, fallback) =>
        wording
          ? message(`${part}.${wording.key}`, fallback, wording.values)
          : fallback,
      refusal: ({ reason, summary }) =>
        summary
          ? message(`plans.decision.${summary.key}`, reason, summary.values)
          : reason,
      actionTitle: (id, fallback) =>
        message(`actions.${id}`, fallback ?? id ?? ''),
    };
  }, [t]);
}
