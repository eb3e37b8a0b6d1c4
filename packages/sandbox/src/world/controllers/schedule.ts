import { WorldTime } from '../types';

const MINUTE_MS = 60_000;
/** A schedule that never fires (30 February) is given up after this many days. */
const HORIZON_DAYS = 366 * 5;

interface Field {
  min: number;
  max: number;
  names?: string[];
}

const FIELDS: Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  {
    min: 1,
    max: 12,
    names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  },
  { min: 0, max: 7, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

const SHORTHANDS: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/** A cron schedule in UTC, as a CronJob's `spec.schedule`. */
export class Schedule {
  private constructor(
    private readonly fields: Set<number>[],
    private readonly anyDay: boolean,
    private readonly anyWeekday: boolean,
  ) {}

  /** Undefined when the text is not a schedule. */
  static parse(text: string): Schedule | undefined {
    const parts = (SHORTHANDS[text.trim()] ?? text).trim().split(/\s+/);
    if (parts.length !== FIELDS.length) {
      return undefined;
    }
    const fields = parts.map((part, index) => parseField(part, FIELDS[index]));
    if (fields.some(field => !field)) {
      return undefined;
    }
    const [, , day, , weekday] = parts;
    const values = fields as Set<number>[];
    if (values[4].has(7)) {
      values[4].add(0);
    }
    return new Schedule(values, isAny(day), isAny(weekday));
  }

  /** The first moment after `time` at which the schedule fires. */
  next(time: WorldTime): WorldTime | undefined {
    const [minutes, hours] = this.fields;
    const start = Math.floor(time / MINUTE_MS + 1) * MINUTE_MS;
    const date = new Date(start);
    for (let days = 0; days < HORIZON_DAYS; days++) {
      if (this.isDay(date)) {
        for (let hour = date.getUTCHours(); hour < 24; hour++) {
          const first = hour === date.getUTCHours() ? date.getUTCMinutes() : 0;
          const minute = [...minutes]
            .sort((a, b) => a - b)
            .find(value => value >= first);
          if (hours.has(hour) && minute !== undefined) {
            return new Date(date).setUTCHours(hour, minute, 0, 0);
          }
        }
      }
      date.setUTCDate(date.getUTCDate() + 1);
      date.setUTCHours(0, 0, 0, 0);
    }
    return undefined;
  }

  private isDay(date: Date): boolean {
    const [, , days, months, weekdays] = this.fields;
    const day = days.has(date.getUTCDate());
    const weekday = weekdays.has(date.getUTCDay());
    // Cron's own rule: when both are restricted, either suffices.
    const isWanted =
      this.anyDay || this.anyWeekday ? day && weekday : day || weekday;
    return months.has(date.getUTCMonth() + 1) && isWanted;
  }
}

function isAny(part: string): boolean {
  return part.startsWith('*') || part === '?';
}

function parseField(part: string, field: Field): Set<number> | undefined {
  const values = new Set<number>();
  for (const item of part.split(',')) {
    const match = /^(?:(\*|\?)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
    if (!match) {
      return undefined;
    }
    const [, any, from, to, every] = match;
    const first = any ? field.min : parseValue(from, field);
    const single = every ? field.max : first;
    let last = any ? field.max : single;
    if (to) {
      last = parseValue(to, field);
    }
    const step = Number(every ?? 1);
    if (
      !(first >= field.min && last <= field.max && first <= last && step > 0)
    ) {
      return undefined;
    }
    for (let value = first; value <= last; value += step) {
      values.add(value);
    }
  }
  return values;
}

function parseValue(text: string, field: Field): number {
  const name = field.names?.indexOf(text.toLowerCase()) ?? -1;
  return name >= 0 ? name + (field.min === 1 ? 1 : 0) : Number(text);
}
