import { absoluteTime } from './absoluteTime';
import { useAge } from './useAge';

/** @public */
export interface RelativeTimeProps {
  /** ISO 8601. */
  time: string;
  /** `time`: "14 s ago"; `age`: "14 s", for columns of ages. */
  form?: 'time' | 'age';
  className?: string;
}

/** "14 s ago", with the absolute time and zone as its title. Keeps itself up to date. @public */
export function RelativeTime(props: RelativeTimeProps) {
  const { time, form = 'time', className } = props;
  const words = useAge(time, form);
  return (
    <time
      dateTime={time}
      title={absoluteTime(time)}
      className={className}
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
    >
      {words}
    </time>
  );
}
