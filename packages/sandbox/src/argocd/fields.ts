import { isMap } from '../kubernetes/patch/merge';

/** Keeps the fields that `fields` names (`metadata.name,status.sync`), or with a leading `-` all others. */
export function withFields(value: unknown, fields: string | null): unknown {
  if (!fields) {
    return value;
  }
  const excludes = fields.startsWith('-');
  const paths = fields
    .slice(excludes ? 1 : 0)
    .split(',')
    .map(path => path.trim().split('.'));
  return excludes
    ? paths.reduce((rest, path) => without(rest, path), value)
    : only(value, paths);
}

function only(value: unknown, paths: string[][]): unknown {
  if (Array.isArray(value)) {
    return value.map(item => only(item, paths));
  }
  if (!isMap(value) || paths.some(path => path.length === 0)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      const inner = paths
        .filter(([first]) => first === name)
        .map(([, ...rest]) => rest);
      return inner.length ? [[name, only(field, inner)]] : [];
    }),
  );
}

function without(value: unknown, [first, ...rest]: string[]): unknown {
  if (Array.isArray(value)) {
    return value.map(item => without(item, [first, ...rest]));
  }
  if (!isMap(value) || !(first in value)) {
    return value;
  }
  const { [first]: field, ...others } = value;
  return rest.length ? { ...others, [first]: without(field, rest) } : others;
}
