import { Row } from '../logql/row';
import { json } from '../logql/stages/json';
import { logfmt } from '../logql/stages/logfmt';
import { durationMs, sizeBytes } from '../logql/text';

export interface DetectedField {
  label: string;
  type: 'string' | 'int' | 'float' | 'boolean' | 'duration' | 'bytes';
  cardinality: number;
  parsers: string[] | null;
}

interface Found {
  values: Set<string>;
  parsers: Set<string>;
}

const readLogfmt = logfmt({ strict: false, keepEmpty: false });

/** What parsers would find in lines, by the names they would give it. */
export function findFields(rows: readonly Row[]): Map<string, Found> {
  const fields = new Map<string, Found>();
  for (const row of rows) {
    const parser = row.line.trimStart().startsWith('{') ? 'json' : 'logfmt';
    (parser === 'json' ? json : readLogfmt)(row);
    if (row.get('__error__')) {
      continue;
    }
    const { metadata, parsed } = row.categories();
    const add = (name: string, value: string, by?: string) => {
      const field = fields.get(name) ?? {
        values: new Set<string>(),
        parsers: new Set<string>(),
      };
      fields.set(name, field);
      field.values.add(value);
      if (by) {
        field.parsers.add(by);
      }
    };
    Object.entries(metadata).forEach(([name, value]) => add(name, value));
    Object.entries(parsed).forEach(([name, value]) => add(name, value, parser));
  }
  return fields;
}

export function describeFields(
  fields: ReadonlyMap<string, Found>,
): DetectedField[] {
  return [...fields].map(([label, { values, parsers }]) => ({
    label,
    type: typeOf([...values]),
    cardinality: values.size,
    parsers: parsers.size > 0 ? [...parsers] : null,
  }));
}

function typeOf(values: readonly string[]): DetectedField['type'] {
  const all = (test: (value: string) => boolean) => values.every(test);
  if (all(value => /^-?\d+$/.test(value))) {
    return 'int';
  }
  if (all(value => /^-?\d+(\.\d+)?$/.test(value))) {
    return 'float';
  }
  if (all(value => value === 'true' || value === 'false')) {
    return 'boolean';
  }
  if (all(value => !Number.isNaN(durationMs(value)))) {
    return 'duration';
  }
  return all(value => !Number.isNaN(sizeBytes(value))) ? 'bytes' : 'string';
}
