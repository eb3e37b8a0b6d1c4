import { JsonObject, JsonValue } from '@backstage/types';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';

/** The forms there are, by the action they complete. */
export const FORMS = {
  'kubernetes.autoscaler.edit': 'autoscaler',
  'kubernetes.manifest.apply': 'manifest',
  'kubernetes.object.edit': 'object',
  'kubernetes.secret.update': 'secret',
} as const;

export type FormName = (typeof FORMS)[keyof typeof FORMS];

/** The form that completes a statement: one there is, for an action with inputs that the statement leaves open. */
export function formOf(
  statement: Pick<ServerStatement, 'verdict' | 'action' | 'input'>,
): FormName | undefined {
  const { verdict, action, input } = statement;
  const open = Object.values(input ?? {}).some(value => value === null);
  return verdict === 'form' && action !== null && open
    ? (FORMS as Record<string, FormName | undefined>)[action]
    : undefined;
}

/** The statement's input with what was filled into its placeholders; for showing and reading, never for the plan. */
export function filledInput(
  input: JsonObject | null,
  values: Readonly<Record<string, string>>,
): JsonObject {
  const filled = (value: JsonValue | undefined): JsonValue | undefined => {
    if (typeof value === 'string') {
      return Object.hasOwn(values, value) ? values[value] : value;
    }
    return value && typeof value === 'object' && !Array.isArray(value)
      ? filledInput(value, values)
      : value;
  };
  return Object.fromEntries(
    Object.entries(input ?? {}).map(([name, value]) => [name, filled(value)]),
  );
}

/** What all forms are given. */
export interface FormProps {
  /** The statement's input as far as it is known. */
  input: JsonObject;
  /** The entity whose page this is. */
  entityRef?: string;
  /** Where the server found a mistake. */
  position?: { line: number; column: number };
  disabled: boolean;
  /** Called with what the form has, whenever it changes; null while it is not complete. */
  onChange(fields: JsonObject | null): void;
}

/** A text of the input, or nothing. */
export function textOf(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}
