import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { titaniumTranslationRef } from '../translation';

/** Says a length of time in its one unit: "2 min". */
export function useSpanWords(): (milliseconds: number) => string {
  const { t } = useTranslationRef(titaniumTranslationRef);
  return useCallback(
    milliseconds => {
      const seconds = Math.max(0, Math.round(milliseconds / 1000));
      if (seconds < 90) return t('overview.span.seconds', { count: seconds });
      return seconds < 90 * 60
        ? t('overview.span.minutes', { count: Math.round(seconds / 60) })
        : t('overview.span.hours', { count: Math.round(seconds / 3600) });
    },
    [t],
  );
}
