import { malformed } from './errors';

type Json = Readonly<Record<string, unknown>>;

const RFC3339 =
  /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[-+]\d\d:?\d\d)?$/;

/** Reads one request body as the real server's generated code does: its first complaint is the answer. */
export class Body {
  constructor(private readonly kind: string) {}

  parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.unparsable(
        text.trim() === '' || !/[}\]]\s*$/.test(text)
          ? 'unexpected EOF'
          : 'invalid character in JSON',
      );
    }
  }

  unparsable(reason: string) {
    return malformed(
      400,
      400,
      `parsing ${this.kind} body from "" failed, because ${reason}`,
    );
  }

  /** A value of a field; undefined when there is none. */
  field<T extends 'string' | 'boolean'>(
    object: Json,
    name: string,
    type: T,
    path: string,
  ): (T extends 'string' ? string : boolean) | undefined {
    const value = object[name];
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value !== type) {
      throw this.unparsable(
        `json: cannot unmarshal ${jsonType(
          value,
        )} into Go struct field ${path}.${name} of type ${
          type === 'boolean' ? 'bool' : type
        }`,
      );
    }
    return value as T extends 'string' ? string : boolean;
  }

  time(object: Json, name: string, path: string): number | undefined {
    const text = this.field(object, name, 'string', path);
    if (text === undefined || text === '') {
      return undefined;
    }
    const time = RFC3339.test(text) ? Date.parse(text) : NaN;
    if (Number.isNaN(time)) {
      throw this.unparsable(
        `parsing time ${JSON.stringify(
          text,
        )} as "2006-01-02 15:04:05": cannot parse ${JSON.stringify(
          text,
        )} as "2006"`,
      );
    }
    return time;
  }

  labels(object: Json, name: string, path: string): Record<string, string> {
    const value = object[name];
    if (value === undefined || value === null) {
      return {};
    }
    if (typeof value !== 'object' || Array.isArray(value)) {
      throw this.unparsable(
        `json: cannot unmarshal ${jsonType(
          value,
        )} into Go struct field ${path}.${name} of type models.LabelSet`,
      );
    }
    return Object.fromEntries(
      Object.keys(value).map(key => [
        key,
        this.field(value as Json, key, 'string', `${path}.${name}`) ?? '',
      ]),
    );
  }
}

export function jsonType(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

export const required = (path: string) =>
  malformed(422, 602, `${path} in body is required`);

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
