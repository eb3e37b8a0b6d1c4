import { definitions, goTypeName, Schema } from './definitions';

/** What decoding found besides the value. */
export interface Decoded {
  value: any;
  /** Paths of fields the schema does not have; they are dropped. */
  unknown: string[];
}

/** A value of the wrong type, in the words of Go's JSON decoder. */
export class UnmarshalError extends Error {}

interface Position {
  /** Path with indices, for unknown fields. */
  path: string;
  /** Path without indices, as Go's decoder names a field. */
  field: string;
  /** The struct the field belongs to. */
  struct: string;
}

/** Reads a JSON value as a schema says: drops nulls and unknown fields, refuses wrong types. */
export function decode(definition: string, value: unknown): Decoded {
  const unknown: string[] = [];
  const decoded = decodeValue(
    { $ref: definition },
    value,
    { path: '', field: '', struct: '' },
    unknown,
  );
  return { value: decoded, unknown };
}

function decodeValue(
  schema: Schema,
  value: unknown,
  at: Position,
  unknown: string[],
): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (schema.$ref) {
    return decodeReference(schema.$ref, value, at, unknown);
  }
  if (schema.properties) {
    return decodeFields(schema, value, at, unknown, 'struct');
  }
  if (schema.additionalProperties) {
    return decodeMap(schema, value, at, unknown);
  }
  switch (schema.type) {
    case 'array':
      return decodeArray(schema, value, at, unknown);
    case 'integer':
    case 'number':
    case 'string':
    case 'boolean':
      return decodeScalar(schema, value, at);
    case 'object':
      return expect(
        typeof value === 'object',
        value,
        at,
        'map[string]interface {}',
      );
    default:
      return value;
  }
}

function decodeReference(
  name: string,
  value: unknown,
  at: Position,
  unknown: string[],
): unknown {
  const schema = definitions[name];
  const goName = goTypeName(name);
  if (schema.format === 'int-or-string') {
    return expect(
      typeof value === 'string' || Number.isInteger(value),
      value,
      at,
      'intstr.IntOrString',
    );
  }
  if (goName === 'resource.Quantity') {
    expect(
      typeof value === 'string' || typeof value === 'number',
      value,
      at,
      goName,
    );
    return String(value);
  }
  if (schema.properties) {
    return decodeFields(schema, value, at, unknown, goName);
  }
  return decodeValue(schema, value, at, unknown);
}

function decodeFields(
  schema: Schema,
  value: unknown,
  at: Position,
  unknown: string[],
  goName: string,
): unknown {
  expect(isObject(value), value, at, goName);
  const result: Record<string, unknown> = {};
  for (const [name, child] of Object.entries(value as object)) {
    const property = own(schema.properties!, name);
    const path = at.path ? `${at.path}.${name}` : name;
    if (!property) {
      unknown.push(path);
    } else {
      const decoded = decodeValue(
        property,
        child,
        {
          path,
          field: at.field ? `${at.field}.${name}` : name,
          struct: goName.split('.').pop()!,
        },
        unknown,
      );
      if (decoded !== undefined) {
        result[name] = decoded;
      }
    }
  }
  return result;
}

function decodeMap(
  schema: Schema,
  value: unknown,
  at: Position,
  unknown: string[],
): unknown {
  expect(
    isObject(value),
    value,
    at,
    `map[string]${goType(schema.additionalProperties!)}`,
  );
  const result: Record<string, unknown> = {};
  for (const [name, child] of Object.entries(value as object)) {
    const decoded = decodeValue(
      schema.additionalProperties!,
      child,
      { ...at, path: `${at.path}.${name}` },
      unknown,
    );
    if (decoded !== undefined) {
      // A plain assignment would make `__proto__` the prototype.
      Object.defineProperty(result, name, {
        value: decoded,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return result;
}

function decodeArray(
  schema: Schema,
  value: unknown,
  at: Position,
  unknown: string[],
): unknown {
  expect(Array.isArray(value), value, at, `[]${goType(schema.items!)}`);
  return (value as unknown[]).map((item, index) =>
    decodeValue(
      schema.items!,
      item,
      { ...at, path: `${at.path}[${index}]` },
      unknown,
    ),
  );
}

const INT32 = 2 ** 31;

function decodeScalar(schema: Schema, value: unknown, at: Position): unknown {
  const type = goType(schema);
  switch (schema.type) {
    case 'integer': {
      const whole = Number.isInteger(value);
      const fits =
        schema.format !== 'int32' ||
        (Number(value) < INT32 && Number(value) >= -INT32);
      return expect(whole && fits, value, at, type);
    }
    case 'number':
      return expect(typeof value === 'number', value, at, type);
    case 'boolean':
      return expect(typeof value === 'boolean', value, at, type);
    default:
      expect(typeof value === 'string', value, at, type);
      return schema.format === 'byte' ? base64(value as string) : value;
  }
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function base64(value: string): string {
  const text = value.replace(/[\r\n]/g, '');
  if (!BASE64.test(text) || text.length % 4 !== 0) {
    const wrong = text.search(/[^A-Za-z0-9+/]/);
    throw new UnmarshalError(
      `illegal base64 data at input byte ${wrong < 0 ? text.length : wrong}`,
    );
  }
  return value;
}

function expect<T>(valid: boolean, value: T, at: Position, wanted: string): T {
  if (!valid) {
    const where = at.field
      ? `Go struct field ${at.struct}.${at.field}`
      : 'Go value';
    throw new UnmarshalError(
      `json: cannot unmarshal ${jsonType(
        value,
      )} into ${where} of type ${wanted}`,
    );
  }
  return value;
}

function goType(schema: Schema): string {
  if (schema.$ref) {
    return goTypeName(schema.$ref);
  }
  switch (schema.type) {
    case 'integer':
      return schema.format ?? 'int64';
    case 'number':
      return 'float64';
    case 'boolean':
      return 'bool';
    case 'array':
      return `[]${goType(schema.items ?? {})}`;
    case 'string':
      return schema.format === 'byte' ? '[]uint8' : 'string';
    default:
      return 'map[string]interface {}';
  }
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) && Math.abs(value) < INT32
      ? 'number'
      : `number ${value}`;
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Record<string, Schema>, name: string): Schema | undefined {
  return Object.prototype.hasOwnProperty.call(record, name)
    ? record[name]
    : undefined;
}
