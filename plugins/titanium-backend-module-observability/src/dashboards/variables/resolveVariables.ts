import { InputError } from '@backstage/errors';
import { DashboardVariable } from '@titanium-portal/backstage-plugin-titanium-common';
import { DashboardModel, VariableModel } from '../model';
import { ChosenVariable } from './format';
import { ALL, Option, optionsOf } from './options';

/** A variable with its options and what is chosen. */
export interface ResolvedVariable extends DashboardVariable {
  /** Not shown to people. */
  hidden: boolean;
  chosen: ChosenVariable;
}

/** What is known of the entity whose page shows the dashboard. */
export interface EntityHints {
  namespace: string;
  /** Names that a service goes by: its id, its `app` label, its own. */
  names: readonly string[];
}

type Context = Omit<Parameters<typeof optionsOf>[1], 'chosen'>;

const HIDDEN = 2;
const ALL_OPTION: Option = { text: 'All', value: ALL };

function isOption(
  { includeAll }: VariableModel,
  options: readonly Option[],
  asked: string,
): boolean {
  return (
    (asked === ALL && includeAll === true) ||
    options.some(({ value }) => value === asked)
  );
}

/** The entity's own values, when a variable is about namespaces or services. */
function ownValues(
  { name, label }: VariableModel,
  { namespace, names }: EntityHints,
): readonly string[] {
  const about = `${name} ${label ?? ''}`.toLowerCase();
  if (/namespace|\bns\b/.test(about)) {
    return [namespace];
  }
  return /service|app|workload|deploy|component|job|name/.test(about)
    ? names
    : [];
}

function defaultsOf(
  variable: VariableModel,
  options: readonly Option[],
  hints: EntityHints,
): string[] {
  const own = ownValues(variable, hints).find(each =>
    options.some(({ value }) => value === each),
  );
  if (own !== undefined) {
    return [own];
  }
  const saved = [variable.current?.value ?? []].flat();
  const valid = saved.filter(each => isOption(variable, options, each));
  if (valid.length) {
    return variable.multi ? valid : valid.slice(0, 1);
  }
  if (variable.includeAll) {
    return [ALL];
  }
  return options.length ? [options[0].value] : [];
}

function checked(
  variable: VariableModel,
  options: readonly Option[],
  asked: readonly string[],
): string[] {
  const refuse = (why: string) =>
    Object.assign(
      new InputError(`Variable ${variable.name.slice(0, 80)}: ${why}`),
      { code: 'invalid-input' as const },
    );
  if (asked.length > 1 && !variable.multi) {
    throw refuse('only one value can be chosen');
  }
  for (const each of asked) {
    if (!isOption(variable, options, each)) {
      throw refuse('the value is none of its options');
    }
  }
  return asked.includes(ALL) ? [ALL] : [...new Set(asked)];
}

/**
 * Options as they are now. While they cannot be read: the entity's own value, for what the dashboard saved may be another
 * service; else what it saved; and why.
 */
async function readOptions(
  variable: VariableModel,
  hints: EntityHints,
  context: Parameters<typeof optionsOf>[1],
): Promise<{ options: Option[]; failure?: unknown }> {
  try {
    return { options: await optionsOf(variable, context) };
  } catch (failure) {
    const [own] = ownValues(variable, hints);
    const known = own ? [own] : [variable.current?.value ?? []].flat();
    const options = known
      .filter(value => value !== ALL)
      .map(value => ({ text: value, value }));
    return { options, failure };
  }
}

/**
 * The variables of a dashboard, in their order, each with its options now. What `asked` chooses is checked against them;
 * a variable that is not asked for gets the entity's own value where it has one, else what the dashboard saved.
 */
export async function resolveVariables(
  { templating }: DashboardModel,
  asked: Readonly<Record<string, readonly string[]>>,
  hints: EntityHints,
  context: Context,
): Promise<ResolvedVariable[]> {
  const chosen = new Map<string, ChosenVariable>();
  const resolved: ResolvedVariable[] = [];
  for (const variable of templating) {
    const { name, type, label, multi = false, includeAll = false } = variable;
    if (type === 'adhoc') {
      continue;
    }
    const { options, failure } = await readOptions(variable, hints, {
      ...context,
      chosen,
    });
    const hidden = variable.hide === HIDDEN || type === 'constant';
    const wanted = Object.hasOwn(asked, name) ? asked[name] : undefined;
    // What is asked for cannot be checked: the platform's failure is the reason, not the value.
    if (failure && wanted?.some(each => !isOption(variable, options, each))) {
      throw failure;
    }
    const current =
      wanted?.length && !hidden
        ? checked(variable, options, wanted)
        : defaultsOf(variable, options, hints);
    const all = current.includes(ALL);
    const entry: ChosenVariable = {
      name,
      multi: multi || includeAll,
      all,
      values: all ? options.map(({ value }) => value) : current,
      allValue: variable.allValue || undefined,
    };
    chosen.set(name, entry);
    resolved.push({
      name,
      label: label || name,
      options: includeAll ? [ALL_OPTION, ...options] : options,
      current,
      multi,
      hidden,
      chosen: entry,
    });
  }
  return resolved;
}
