import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { formatValue } from '../../charts';
import { titaniumTranslationRef } from '../../translation';
import { change, Signal, SignalName } from './model';

const PARTS = ['p50', 'p95', 'p99', 'cpu', 'memory'] as const;

/** Names of signals and their lines, and how they compare with the period before. */
export function useSignalWords() {
  const { t } = useTranslationRef(titaniumTranslationRef);
  return useMemo(() => {
    const part = (signal: SignalName, name: string): string => {
      const known = PARTS.find(each => each === name);
      return known
        ? t(`metrics.signals.part.${known}`)
        : t(`metrics.signals.name.${signal}`);
    };
    return {
      name: (signal: SignalName) => t(`metrics.signals.name.${signal}`),
      part,
      before: (signal: SignalName, name: string) =>
        t('metrics.signals.before', { part: part(signal, name) }),
      compare: ({ mean, meanBefore, unit }: Signal): string => {
        const { kind, percent } = change(mean, meanBefore);
        const values = {
          mean: formatValue(mean, unit),
          before: formatValue(meanBefore, unit),
          percent: String(percent),
        };
        switch (kind) {
          case 'none':
            return mean === null ? '' : t('metrics.signals.alone', values);
          case 'same':
            return t('metrics.signals.same', values);
          case 'more':
            return t('metrics.signals.more', values);
          case 'less':
            return t('metrics.signals.less', values);
          default:
            return t('metrics.signals.instead', values);
        }
      },
    };
  }, [t]);
}
