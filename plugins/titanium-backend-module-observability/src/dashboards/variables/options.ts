import { Datasource } from '../GrafanaClient';
import { DatasourceRef, VariableModel } from '../model';
import { ChosenVariable, interpolate } from './format';
import { OptionSource, queryOptions } from './queries';

export interface Option {
  text: string;
  value: string;
}

/** Stands for all options, as in Grafana. */
export const ALL = '$__all';

const MAX_PATTERN = 300;
/** Longer values are not tried on patterns. */
const MAX_VALUE = 256;
const MAX_REPETITIONS = 4;

/** `a : b` pairs and plain values, told apart by commas; `\,` is a comma. */
function customOptions(text: string): Option[] {
  return text
    .split(/(?<!\\),/)
    .map(part => part.replace(/\\,/g, ',').trim())
    .filter(part => part !== '')
    .map(part => {
      const pair = /^(.+?)\s+:\s+(.+)$/.exec(part);
      return pair
        ? { text: pair[1], value: pair[2] }
        : { text: part, value: part };
    });
}

/**
 * The regular expression of a variable, `/…/` or plain. Undefined for repeated groups and too many repetitions: patterns
 * are written by whoever edits dashboards and tried on labels of any origin.
 */
function patternOf(text: string): RegExp | undefined {
  const [, body = text, flags = ''] = /^\/(.*)\/([gimsu]*)$/s.exec(text) ?? [];
  const repetitions = body.match(/[*+{]/g)?.length ?? 0;
  if (
    body.length > MAX_PATTERN ||
    repetitions > MAX_REPETITIONS ||
    /\)[*+{]/.test(body)
  ) {
    return undefined;
  }
  try {
    return new RegExp(body, flags.replace('g', ''));
  } catch {
    return undefined;
  }
}

/** As Grafana: values that match, or their first group, or the groups `text` and `value`. */
function picked(values: string[], regex: string | undefined): Option[] {
  const pattern = regex ? patternOf(regex) : undefined;
  const options = new Map<string, Option>();
  for (const value of values) {
    const found = value.length > MAX_VALUE ? undefined : pattern?.exec(value);
    if (pattern && !found) {
      continue;
    }
    const chosen = found?.groups?.value ?? found?.[1] ?? value;
    const text = found?.groups?.text ?? chosen;
    options.set(chosen, { text, value: chosen });
  }
  return [...options.values()];
}

/** As Grafana's `sort`: 0 as asked, 1 and 2 by letters, 3 and 4 by number, 5 and 6 by letters whatever their case. */
function sorted(options: Option[], sort: number): Option[] {
  if (sort < 1) {
    return options;
  }
  const numeric = sort === 3 || sort === 4;
  const result = [...options].sort((a, b) =>
    numeric
      ? a.text.localeCompare(b.text, 'en', { numeric: true })
      : a.text.localeCompare(b.text, 'en'),
  );
  return sort % 2 === 0 ? result.reverse() : result;
}

function queryText(variable: VariableModel): string {
  const { query, definition } = variable;
  if (typeof query === 'string') {
    return query;
  }
  const inner = (query as { query?: unknown } | null | undefined)?.query;
  return typeof inner === 'string' ? inner : definition ?? '';
}

/** The uid of a reference to a data source, which may be a variable, a name or nothing at all (the default). */
export function datasourceUid(
  ref: DatasourceRef,
  variables: ReadonlyMap<string, ChosenVariable>,
  sources: readonly Datasource[],
): string | undefined {
  const named = typeof ref === 'string' ? ref : ref?.uid;
  if (!named || named === 'default') {
    const type = typeof ref === 'string' ? undefined : ref?.type;
    const fitting = sources.filter(each => !type || each.type === type);
    return (fitting.find(each => each.isDefault) ?? fitting[0])?.uid;
  }
  const plain = interpolate(named, variables);
  const known = sources.find(each => each.uid === plain || each.name === plain);
  // Without a list (the account may not read it) the uid is taken as it is; nobody but Grafana is asked with it.
  return known?.uid ?? (sources.length === 0 ? plain : undefined);
}

/** What can be chosen for a variable, without "All". */
export async function optionsOf(
  variable: VariableModel,
  context: {
    chosen: ReadonlyMap<string, ChosenVariable>;
    sources: readonly Datasource[];
    source: Omit<OptionSource, 'datasource'>;
  },
): Promise<Option[]> {
  const { chosen, sources, source } = context;
  const query = queryText(variable);
  switch (variable.type) {
    case 'custom':
      return customOptions(query);
    case 'interval':
      return query
        .split(',')
        .map(part => part.trim())
        .filter(part => /^\d{1,6}(?:ms|[smhdwy])$/.test(part))
        .map(value => ({ text: value, value }));
    case 'constant':
      return [{ text: query, value: query }];
    case 'datasource':
      return picked(
        sources.filter(({ type }) => type === query).map(({ name }) => name),
        variable.regex,
      ).map(({ text, value }) => ({
        text,
        value: sources.find(({ name }) => name === value)?.uid ?? value,
      }));
    case 'query': {
      const datasource = datasourceUid(variable.datasource, chosen, sources);
      const values = await queryOptions(interpolate(query, chosen), {
        ...source,
        datasource,
      });
      const regex = variable.regex && interpolate(variable.regex, chosen);
      return sorted(picked(values, regex), variable.sort ?? 0);
    }
    default:
      // Free text and ad hoc filters cannot be checked against options: what is saved stays.
      return [variable.current?.value ?? []].flat().map(value => ({
        text: value,
        value,
      }));
  }
}
