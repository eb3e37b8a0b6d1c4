import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { titaniumReactTranslationRef } from '../translation';

/** Says how long something took, in minutes and seconds. @public */
export function useRunDuration(): (from: string, to: string) => string {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return (from, to) => {
    const total = Math.max(
      0,
      Math.round((Date.parse(to) - Date.parse(from)) / 1000),
    );
    const seconds = String(total % 60);
    return total >= 60
      ? t('runs.minutes', { minutes: String(Math.floor(total / 60)), seconds })
      : t('runs.seconds', { value: seconds });
  };
}
