import { JsonValue } from '@backstage/types';

/**
 * JSON with sorted keys and no white space (RFC 8785 for the values we store: no numbers beyond doubles), so that the
 * same content always has the same hash. `undefined` fields are left out.
 * @public
 */
export function canonicalJson(value: JsonValue | undefined): string {
  if (value === null || value === undefined || typeof value !== 'object') {
    return JSON.stringify(value ?? null);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  const fields = Object.keys(value)
    .filter(key => value[key] !== undefined)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${fields.join(',')}}`;
}
