import {
  checkWordValue,
  Placeholder,
  PlaceholderType,
  StatementPosition,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { lex, LexedPart } from './lex';

const ANGLE = /^<\p{L}[\p{L}\p{N}_. /:|-]{0,62}>/u;
const BRACE = /^\{\p{L}[\p{L}\p{N}_ -]{0,62}\}/u;
const BRACKET = /^\[\p{L}[\p{L}\p{N}_-]{0,62}\]/u;
const VARIABLE = /^\$(?:\{[A-Za-z_]\w{0,62}\}|[A-Za-z_]\w{0,62})/;
/** Grafana's own intervals, which its dashboards fill in. */
const GRAFANA =
  /^\$(?:__(?:interval|rate_interval|range|auto))\b|^\$\{__(?:interval|rate_interval|range|auto)\}/;
const GRAFANA_INTERVAL = '5m';
const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/;
const TYPES: Record<string, PlaceholderType> = {
  namespace: 'namespace',
  pod: 'pod',
  container: 'container',
};

/** A query with its placeholders found and, where there are values, filled. */
export type FilledQuery =
  | {
      ok: true;
      /** With values; a harmless one stands for each that is missing. */
      text: string;
      /** Those without a value. */
      placeholders: Placeholder[];
    }
  | { ok: false; reason: string; position: StatementPosition };

/** What stands before a place decides what a placeholder there would mean. */
function before(text: string): { label?: string; op?: string } {
  const found = /(?:([A-Za-z_]\w*)\s*)?(=~|!~|!=|\|=|\|~|=)\s*$/.exec(
    text.slice(-200),
  );
  return { label: found?.[1], op: found?.[2] };
}

function variableAt(text: string, quoted: boolean): string | undefined {
  const found = VARIABLE.exec(text)?.[0];
  // `$1` and lower-case names belong to templates and regular expressions.
  return found && (!quoted || /^\$\{?[A-Z_]/.test(found)) ? found : undefined;
}

function escapeRegex(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

class Filler {
  readonly placeholders = new Map<string, Placeholder>();
  problem: { reason: string; position: StatementPosition } | undefined;

  constructor(private readonly values: Readonly<Record<string, string>>) {}

  /** The value, or undefined while there is none. */
  value(name: string, type: PlaceholderType, offset: number) {
    const value = Object.hasOwn(this.values, name)
      ? this.values[name]
      : undefined;
    if (value === undefined) {
      this.placeholders.set(name, { text: name, type });
      return undefined;
    }
    const problem = checkWordValue(value);
    if (problem) {
      this.fail(problem, offset, name.length);
    }
    return problem ? undefined : value;
  }

  fail(reason: string, offset: number, length: number) {
    this.problem ??= { reason, position: { offset, length } };
  }

  duration(name: string, offset: number): string {
    const value = this.value(name, 'text', offset);
    if (value !== undefined && !DURATION.test(value)) {
      this.fail('Expected a duration such as 5m.', offset, name.length);
    }
    return value ?? GRAFANA_INTERVAL;
  }

  quoted(name: string, offset: number, place: ReturnType<typeof before>) {
    const value = this.value(name, TYPES[place.label ?? ''] ?? 'text', offset);
    const text = value ?? 'x';
    return place.op?.includes('~') ? escapeRegex(text) : text;
  }
}

function fillString(
  filler: Filler,
  text: string,
  { from, to }: LexedPart,
): string {
  const place = before(text.slice(0, from));
  if (place.op === undefined) {
    return text.slice(from, to);
  }
  const inSelector =
    text.lastIndexOf('{', from) > text.lastIndexOf('}', from) &&
    place.label !== undefined;
  const quote = text[from];
  const body = text.slice(from + 1, to - 1);
  const put = (name: string, at: number) => {
    const value = filler.quoted(name, at, place);
    if (quote === '`' && value.includes('`')) {
      filler.fail('The value must not hold a backquote.', at, name.length);
    }
    return quote === '`' ? value : JSON.stringify(value).slice(1, -1);
  };
  const whole = inSelector && (BRACE.exec(body) ?? BRACKET.exec(body))?.[0];
  if (whole && whole === body) {
    return quote + put(body, from + 1) + quote;
  }
  let result = '';
  let at = 0;
  while (at < body.length) {
    const rest = body.slice(at, at + 80);
    const name = ANGLE.exec(rest)?.[0] ?? variableAt(rest, true);
    result += name ? put(name, from + 1 + at) : body[at];
    at += name?.length ?? 1;
  }
  return quote + result + quote;
}

function fillCode(
  filler: Filler,
  text: string,
  from: number,
  to: number,
): string {
  let result = '';
  let at = from;
  while (at < to) {
    const rest = text.slice(at, Math.min(to, at + 80));
    const place = before(text.slice(Math.max(0, at - 200), at));
    const grafana = GRAFANA.exec(rest)?.[0];
    const bracket = BRACKET.exec(rest)?.[0];
    const angle = ANGLE.exec(rest)?.[0];
    const brace = BRACE.exec(rest)?.[0];
    const variable = variableAt(rest, false);
    const name =
      place.op === undefined
        ? undefined
        : angle ?? bracket ?? brace ?? variable;
    const inRange = /\[\s*$/.test(text.slice(0, at));
    if (grafana) {
      result += GRAFANA_INTERVAL;
      at += grafana.length;
    } else if (name) {
      result += JSON.stringify(filler.quoted(name, at, place));
      at += name.length;
    } else if (bracket) {
      result += `[${filler.duration(bracket, at)}]`;
      at += bracket.length;
    } else if (inRange && (angle ?? variable)) {
      const found = (angle ?? variable)!;
      result += filler.duration(found, at);
      at += found.length;
    } else if (variable) {
      filler.fail(
        'A placeholder stands for a value in quotes or for a duration, nothing else.',
        at,
        variable.length,
      );
      at += variable.length;
    } else {
      result += text[at];
      at += 1;
    }
  }
  return result;
}

/**
 * Finds the placeholders of a query and puts values in. A value always ends inside one string or is one duration, so that
 * it cannot change what the query is made of.
 */
export function fillQuery(
  text: string,
  values: Readonly<Record<string, string>>,
): FilledQuery {
  const lexed = lex(text);
  if (!lexed.ok) {
    return {
      ok: false,
      reason: lexed.message,
      position: { offset: Math.min(lexed.offset, text.length), length: 1 },
    };
  }
  const filler = new Filler(values);
  const fixed = [
    ...lexed.strings.map(part => ({ ...part, string: true })),
    ...lexed.comments.map(part => ({ ...part, string: false })),
  ].sort((a, b) => a.from - b.from);
  let result = '';
  let at = 0;
  for (const part of fixed) {
    result += fillCode(filler, text, at, part.from);
    result += part.string
      ? fillString(filler, text, part)
      : ' '.repeat(part.to - part.from);
    at = part.to;
  }
  result += fillCode(filler, text, at, text.length);
  return filler.problem
    ? { ok: false, ...filler.problem }
    : {
        ok: true,
        text: result,
        placeholders: [...filler.placeholders.values()],
      };
}
