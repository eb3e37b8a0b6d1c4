/** A variable with what was chosen, ready to be written into queries. */
export interface ChosenVariable {
  name: string;
  /** Several values can be chosen: queries match by pattern. */
  multi: boolean;
  values: string[];
  /** Pattern that stands for all; undefined: all values one by one. */
  allValue?: string;
  all: boolean;
}

// What Grafana's Prometheus data source does, and quotes besides: a value never ends the string it stands in.
function escapePlain(value: string): string {
  return value.replace(/[\\"']/g, '\\$&').replace(/\n/g, '\\n');
}

function escapePattern(value: string): string {
  return value
    .replace(/\\/g, '\\\\\\\\')
    .replace(/[$^*{}[\]+?.()|]/g, '\\\\$&')
    .replace(/["']/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/** The text of a variable in a query; `format` as in `${name:format}`. */
export function variableText(
  { multi, values, allValue, all }: ChosenVariable,
  format: string | undefined,
): string {
  if (all && allValue !== undefined) {
    return allValue;
  }
  switch (format) {
    case 'csv':
      return values.map(escapePlain).join(',');
    case 'pipe':
      return values.map(escapePlain).join('|');
    case 'doublequote':
      return values.map(value => `"${escapePlain(value)}"`).join(',');
    case 'raw':
      return values.map(escapePlain).join(',');
    default:
  }
  if (!multi && format !== 'regex') {
    return escapePlain(values[0] ?? '');
  }
  const patterns = values.map(escapePattern);
  return patterns.length === 1 ? patterns[0] : `(${patterns.join('|')})`;
}

const REFERENCE =
  /\$(\w+)|\$\{(\w+)(?:\.[^:^}]+)?(?::([^}]+))?\}|\[\[(\w+)(?::(\w+))?\]\]/g;

/**
 * A query with its variables written in, in one pass: what a value holds is never taken for a variable. Unknown names
 * stay as they are.
 */
export function interpolate(
  text: string,
  variables: ReadonlyMap<string, ChosenVariable>,
  builtIn: Readonly<Record<string, string>> = {},
): string {
  return text.replace(
    REFERENCE,
    (
      whole: string,
      plain?: string,
      braced?: string,
      bracedFormat?: string,
      square?: string,
      squareFormat?: string,
    ) => {
      const name = plain ?? braced ?? square ?? '';
      if (Object.hasOwn(builtIn, name)) {
        return builtIn[name];
      }
      const variable = variables.get(name);
      return variable
        ? variableText(variable, bracedFormat ?? squareFormat)
        : whole;
    },
  );
}
