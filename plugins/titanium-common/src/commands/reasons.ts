import { Wording } from '../plans/types';

/** Why a statement does not run as it stands, in English, and as pages say it in other languages. @public */
export interface Reason {
  reason: string;
  /** Without it pages show the English sentence. */
  wording?: Wording;
}

/**
 * A reason that pages can say in their own language: the front end's key below `reasons`, and the English sentence with
 * `{{name}}` where a value belongs, as the front end has it.
 * @public
 */
export function worded(
  key: string,
  english: string,
  values?: Record<string, string>,
): Required<Reason> {
  return {
    reason: english.replace(
      /\{\{(\w+)\}\}/g,
      (written, name) => values?.[name] ?? written,
    ),
    wording: { key, ...(values ? { values } : {}) },
  };
}

/**
 * The same with the nearest thing that is known: `key` without one, `keyNear` and a question with it.
 * @public
 */
export function wordedNear(
  key: string,
  english: string,
  values: Record<string, string>,
  near: string | undefined,
): Required<Reason> {
  return near
    ? worded(`${key}Near`, `${english} Did you mean {{near}}?`, {
        ...values,
        near,
      })
    : worded(key, english, values);
}

/** A reason's own fields, of a sentence in English only or of something that has more than those. @public */
export function reasonOf(reason: string | Reason): Reason {
  if (typeof reason === 'string') {
    return { reason };
  }
  const { wording } = reason;
  return { reason: reason.reason, ...(wording ? { wording } : {}) };
}
