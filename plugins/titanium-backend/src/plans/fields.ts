import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';
import { coded, invalid, parseWith } from '../errors';

/** An input as a form completed it, and the secret values that stay out of it. */
export interface FilledInput {
  input: JsonObject;
  /** Undefined for actions without sealed fields. */
  sealed?: Record<string, string>;
}

/**
 * Puts what a form gave into the inputs that are open (null), and nowhere else: what a text or a button has fixed cannot
 * be given again. Values of sealed fields are taken apart; they never become part of the input.
 */
export function fillFields(
  action: Pick<Action, 'sealed'>,
  open: JsonObject,
  fields: JsonObject = {},
): FilledInput {
  const input: JsonObject = { ...open };
  const sealed: Record<string, string> = {};
  const sealable = action.sealed ?? {};
  for (const [name, value] of Object.entries(fields)) {
    if (!Object.hasOwn(open, name)) {
      throw invalid(`fields.${name.slice(0, 80)}: there is no such input`);
    }
    if (open[name] !== null) {
      throw invalid(
        `fields.${name}: is given already and cannot be given again`,
      );
    }
    if (Object.hasOwn(sealable, name)) {
      sealed[name] = parseWith(sealable[name], value);
    } else {
      input[name] = value;
    }
  }
  for (const name of Object.keys(sealable)) {
    if (open[name] !== null && open[name] !== undefined) {
      throw invalid(
        `${name}: a secret value does not belong here; give it in the form`,
      );
    }
    if (sealed[name] === undefined) {
      throw coded(
        new InputError(`${name} needs a value`),
        'placeholder-missing',
      );
    }
  }
  return Object.keys(sealable).length ? { input, sealed } : { input };
}
