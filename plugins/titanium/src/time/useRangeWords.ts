import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { titaniumTranslationRef } from '../translation';
import { isWindow, TimeRange } from './range';

const DAY = 24 * 3600;

/** A span in the one unit that people would say: 90 minutes, not 1.5 hours. */
function inUnit(seconds: number): {
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  value: number;
} {
  if (seconds % DAY === 0 && seconds > DAY) {
    return { unit: 'days', value: seconds / DAY };
  }
  if (seconds % 3600 === 0) return { unit: 'hours', value: seconds / 3600 };
  if (seconds % 60 === 0) return { unit: 'minutes', value: seconds / 60 };
  return { unit: 'seconds', value: seconds };
}

function windowWords(from: number, to: number): string {
  const start = new Date(from);
  const today = new Date().toDateString();
  const sameDay =
    start.toDateString() === today && new Date(to).toDateString() === today;
  return new Intl.DateTimeFormat(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(to - from < 10 * 60_000 && { second: '2-digit' }),
    ...(!sameDay && { month: 'short', day: 'numeric' }),
  }).formatRange(start, to);
}

/** Says a range: "Last 6 hours", "02:10 – 02:25". */
export function useRangeWords(): {
  range: (range: TimeRange) => string;
  rate: (seconds: number) => string;
} {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const range = useCallback(
    (given: TimeRange) => {
      if (isWindow(given)) return windowWords(given.from, given.to);
      const { unit, value } = inUnit(given.last);
      return t(`time.last.${unit}`, { count: value });
    },
    [t],
  );
  const rate = useCallback(
    (seconds: number) => {
      if (seconds === 0) return t('time.refresh.off');
      return seconds % 60
        ? t('time.refresh.seconds', { value: String(seconds) })
        : t('time.refresh.minutes', { value: String(seconds / 60) });
    },
    [t],
  );
  return { range, rate };
}
