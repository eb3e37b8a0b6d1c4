import { Matcher as Match, RE2JS } from 're2js';
import { anchored } from '../../../world/metrics/tsdb/matchers';
import { Column, ExecutionError, merged } from '../values';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function labelReplace(
  columns: readonly Column[],
  [target, replacement, source, pattern]: string[],
): Column[] {
  let compiled: RE2JS;
  try {
    compiled = anchored(pattern);
  } catch {
    throw new ExecutionError(
      `invalid regular expression in label_replace(): ${pattern}`,
    );
  }
  if (!LABEL_NAME.test(target)) {
    throw new ExecutionError(
      `invalid destination label name in label_replace(): ${target}`,
    );
  }
  return merged(
    columns.map(item => {
      const match = compiled.matcher(item.labels.get(source));
      return match.matches()
        ? {
            ...item,
            labels: item.labels.with(target, expanded(replacement, match)),
          }
        : item;
    }),
  );
}

/** `$1`, `${1}`, `$name` and `$$`, as Go expands them. */
function expanded(template: string, match: Match): string {
  const groups = match.pattern().namedGroups();
  const count = match.groupCount();
  const group = (index: number | undefined) =>
    index !== undefined && index <= count ? match.group(index) ?? '' : '';
  return template.replace(
    /\$(?:\$|(\w+)|\{(\w+)\})/g,
    (_whole, bare?: string, braced?: string) => {
      const name = bare ?? braced;
      if (name === undefined) {
        return '$';
      }
      return group(/^\d+$/.test(name) ? Number(name) : groups[name]);
    },
  );
}

export function labelJoin(
  columns: readonly Column[],
  [target, separator, ...sources]: string[],
): Column[] {
  const wrong = sources.find(name => !LABEL_NAME.test(name));
  if (wrong !== undefined) {
    throw new ExecutionError(
      `invalid source label name in label_join(): ${wrong}`,
    );
  }
  if (!LABEL_NAME.test(target)) {
    throw new ExecutionError(
      `invalid destination label name in label_join(): ${target}`,
    );
  }
  return merged(
    columns.map(item => ({
      ...item,
      labels: item.labels.with(
        target,
        sources.map(name => item.labels.get(name)).join(separator),
      ),
    })),
  );
}
