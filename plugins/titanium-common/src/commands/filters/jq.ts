import { Result } from '../../results/types';
import { resultText } from './resultText';

function parse(result: Result): unknown {
  if (result.type !== 'objects' || result.format !== 'json') {
    return JSON.parse(resultText(result));
  }
  const objects = result.objects.map(({ text }) => JSON.parse(text) as unknown);
  // kubectl prints one object as itself and several as a List.
  return objects.length === 1 ? objects[0] : { kind: 'List', items: objects };
}

/** Applies a simple jq path such as `.items[0].metadata.name` to a JSON result. */
export function selectPath(result: Result, args: readonly string[]): string {
  const raw = args.includes('-r');
  const path = args[args.length - 1];
  let value: unknown;
  try {
    value = parse(result);
  } catch {
    return 'The result is not JSON.';
  }
  for (const [, name, index, quoted] of path.matchAll(
    /\.?(?:([A-Za-z_]\w*)|\[(\d+)\]|\["([^"]*)"\])/g,
  )) {
    const key = name ?? quoted;
    if (key !== undefined && typeof value === 'object' && value !== null) {
      value = Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : null;
    } else if (index !== undefined && Array.isArray(value)) {
      value = value[Number(index)] ?? null;
    } else {
      value = null;
    }
  }
  return raw && typeof value === 'string'
    ? value
    : JSON.stringify(value ?? null, null, 2);
}
