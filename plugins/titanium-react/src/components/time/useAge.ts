import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSyncExternalStore } from 'react';
import { titaniumReactTranslationRef } from '../../translation';
import { age } from './age';
import { currentTime, subscribeToClock } from './clock';

/** An age in words. The component renders again only when the words change. */
export function useAge(time: string, form: 'time' | 'age'): string {
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const from = Date.parse(time);
  const words = () => {
    if (Number.isNaN(from)) {
      return time;
    }
    const { unit, value } = age(from, currentTime());
    return t(`components.${form}.${unit}`, { value: String(value) });
  };
  return useSyncExternalStore(subscribeToClock, words);
}
