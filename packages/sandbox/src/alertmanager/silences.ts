import { randomUUID } from 'node:crypto';
import { Body, isObject, jsonType, required } from './body';
import { malformed, refused } from './errors';
import {
  LabelSet,
  Silence,
  SilenceMatcher,
  SilenceState,
  accepts,
  compiled,
  stateOf,
} from './model';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** Expired silences are shown for five days. */
const RETENTION_MS = 120 * 60 * 60_000;
const REQUIRED = ['comment', 'createdBy', 'endsAt', 'matchers', 'startsAt'];

/** All silences, in memory. */
export class Silences {
  private readonly all = new Map<string, Silence>();

  constructor(private readonly now: () => number) {}

  get(id: string): Silence | undefined {
    this.forgetOld();
    return this.all.get(id);
  }

  /** Those in force first, the one that ends next before others; expired ones last. */
  list(): Silence[] {
    this.forgetOld();
    const now = this.now();
    const order: SilenceState[] = ['active', 'pending', 'expired'];
    return [...this.all.values()].sort((a, b) => {
      const state = stateOf(a, now);
      const between = order.indexOf(state) - order.indexOf(stateOf(b, now));
      if (between !== 0) {
        return between;
      }
      switch (state) {
        case 'active':
          return a.endsAt - b.endsAt;
        case 'pending':
          return a.startsAt - b.startsAt;
        default:
          return b.endsAt - a.endsAt;
      }
    });
  }

  /** Silences in force that hold an alert of these labels. */
  holding(labels: LabelSet): string[] {
    const now = this.now();
    return [...this.all.values()]
      .filter(
        silence =>
          stateOf(silence, now) === 'active' &&
          accepts(silence.matchers.map(compiled), labels),
      )
      .map(({ id }) => id)
      .sort();
  }

  /** Creates a silence, or changes one; what cannot be changed is replaced. Returns its id. */
  set(wanted: Omit<Silence, 'updatedAt'>): string {
    const now = this.now();
    const previous = this.all.get(wanted.id);
    if (wanted.id && !previous) {
      throw refused(404, 'silence not found');
    }
    if (previous && canChange(previous, wanted, now)) {
      validate(wanted);
      this.all.set(wanted.id, { ...wanted, updatedAt: now });
      return wanted.id;
    }
    validate(wanted);
    if (previous && stateOf(previous, now) !== 'expired') {
      this.expire(previous.id);
    }
    const id = randomUUID();
    this.all.set(id, {
      ...wanted,
      id,
      startsAt: Math.max(wanted.startsAt, now),
      updatedAt: now,
    });
    return id;
  }

  /** Ends a silence now; one that has ended stays as it is. False when there is none. */
  expire(id: string): boolean {
    const silence = this.all.get(id);
    const now = this.now();
    if (silence && stateOf(silence, now) !== 'expired') {
      this.all.set(id, {
        ...silence,
        startsAt: Math.min(silence.startsAt, now),
        endsAt: now,
        updatedAt: now,
      });
    }
    return silence !== undefined;
  }

  private forgetOld(): void {
    const oldest = this.now() - RETENTION_MS;
    for (const { id, endsAt } of this.all.values()) {
      if (endsAt < oldest) {
        this.all.delete(id);
      }
    }
  }
}

const second = (time: number) => Math.floor(time / 1000);

function canChange(
  previous: Silence,
  next: Omit<Silence, 'updatedAt'>,
  now: number,
): boolean {
  if (JSON.stringify(previous.matchers) !== JSON.stringify(next.matchers)) {
    return false;
  }
  switch (stateOf(previous, now)) {
    case 'active':
      return (
        second(previous.startsAt) === second(next.startsAt) &&
        next.endsAt >= now
      );
    case 'pending':
      return next.startsAt >= now;
    default:
      return false;
  }
}

function validate({ matchers }: Omit<Silence, 'updatedAt'>): void {
  const wrong = (reason: string) => refused(400, `silence invalid: ${reason}`);
  let isBound = false;
  matchers.forEach((matcher, index) => {
    if (!LABEL_NAME.test(matcher.name)) {
      throw wrong(
        `invalid label matcher ${index}: invalid label name ${JSON.stringify(
          matcher.name,
        )}`,
      );
    }
    try {
      isBound ||= !compiled(matcher).matches('');
    } catch (error) {
      const reason = (error as Error).message.replace(
        /`\^\(\?:([\s\S]*)\)\$`$/,
        '`$1`',
      );
      throw wrong(
        `invalid label matcher ${index}: invalid regular expression ${JSON.stringify(
          matcher.value,
        )}: ${reason}`,
      );
    }
  });
  if (!isBound) {
    throw wrong('at least one matcher must not match the empty string');
  }
}

/** Reads a posted silence; throws the answer for one that is none. */
export function readSilence(
  text: string,
  now: number,
): Omit<Silence, 'updatedAt'> {
  const body = new Body('silence');
  const value = body.parse(text);
  if (!isObject(value)) {
    throw body.unparsable(
      `json: cannot unmarshal ${jsonType(
        value,
      )} into Go value of type struct { ID string "json:\\"id,omitempty\\"" }`,
    );
  }
  const at = 'Silence';
  const silence = {
    id: body.field(value, 'id', 'string', at) ?? '',
    comment: body.field(value, 'comment', 'string', at),
    createdBy: body.field(value, 'createdBy', 'string', at),
    endsAt: body.time(value, 'endsAt', at),
    matchers: readMatchers(body, value.matchers),
    startsAt: body.time(value, 'startsAt', at),
  };
  for (const name of REQUIRED) {
    if (silence[name as keyof typeof silence] === undefined) {
      throw required(name);
    }
  }
  const whole = silence as Omit<Silence, 'updatedAt'>;
  if (whole.matchers.length === 0) {
    throw malformed(422, 612, 'matchers in body should have at least 1 items');
  }
  if (whole.startsAt >= whole.endsAt) {
    throw refused(
      400,
      'Failed to create silence: start time must be before end time',
    );
  }
  if (whole.endsAt < now) {
    throw refused(
      400,
      "Failed to create silence: end time can't be in the past",
    );
  }
  return whole;
}

function readMatchers(
  body: Body,
  value: unknown,
): SilenceMatcher[] | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    throw body.unparsable(
      `json: cannot unmarshal ${jsonType(
        value,
      )} into Go struct field .matchers of type models.Matchers`,
    );
  }
  return value.map((item: unknown, index) => {
    const matcher = isObject(item) ? item : {};
    const at = 'Matcher.matchers';
    const isRegex = body.field(matcher, 'isRegex', 'boolean', at);
    const name = body.field(matcher, 'name', 'string', at);
    const text = body.field(matcher, 'value', 'string', at);
    if (isRegex === undefined) {
      throw required(`matchers.${index}.isRegex`);
    }
    if (name === undefined) {
      throw required(`matchers.${index}.name`);
    }
    if (text === undefined) {
      throw required(`matchers.${index}.value`);
    }
    return {
      name,
      value: text,
      isRegex,
      isEqual: body.field(matcher, 'isEqual', 'boolean', at) ?? true,
    };
  });
}
