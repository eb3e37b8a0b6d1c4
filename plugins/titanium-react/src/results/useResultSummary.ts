import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { titaniumReactTranslationRef } from '../translation';
import { summarize } from './summary';

/** "12 pods, 1 not ready". */
export function useResultSummary(): (result: Result) => string {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  return result => {
    const summary = summarize(result);
    if (summary.type === 'text') {
      return visibleText(summary.text);
    }
    if (summary.count === 0) {
      return t('results.count.none');
    }
    const counted = t(`results.count.${summary.unit}`, {
      count: summary.count,
    });
    return summary.notReady > 0
      ? `${counted}, ${t('results.count.notReady', {
          value: String(summary.notReady),
        })}`
      : counted;
  };
}
