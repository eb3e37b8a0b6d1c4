import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { titaniumReactTranslationRef } from '../../translation';
import { age } from './age';
import { useNow } from './clock';

/** A time with its zone, as read in a title. @public */
export function absoluteTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : date.toLocaleString(undefined, {
        dateStyle: 'medium',
        timeStyle: 'long',
      });
}

/** "14 s ago", with the absolute time and zone as its title. Keeps itself up to date. @public */
export function RelativeTime(props: { time: string; className?: string }) {
  const { time, className } = props;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const now = useNow();
  const from = Date.parse(time);
  if (Number.isNaN(from)) {
    return <span className={className}>{time}</span>;
  }
  const { unit, value } = age(from, now);
  return (
    <time dateTime={time} title={absoluteTime(time)} className={className}>
      {t(`components.time.${unit}`, { value: String(value) })}
    </time>
  );
}
