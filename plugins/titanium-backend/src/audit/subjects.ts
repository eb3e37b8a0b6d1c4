import { JsonObject } from '@backstage/types';

/** The longest text that is indexed. */
const LONGEST = 512;

/** A subject as it is indexed and asked for. */
export const subjectKey = (text: string): string =>
  text.toLowerCase().slice(0, LONGEST);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything that rows about a subject can be found by, in lower case. */
export function subjectsOf(subject: JsonObject): string[] {
  const { run, plan, action, entities, target } = subject;
  const { namespace, kind, name } = isObject(target) ? target : {};
  const object: unknown[] = [];
  if (typeof name === 'string' && name) {
    object.push(name);
    if (typeof kind === 'string') {
      object.push(`${kind}/${name}`);
      if (typeof namespace === 'string') {
        object.push(`${namespace}/${kind}/${name}`);
      }
    }
  }
  const all = [
    run,
    plan,
    action,
    ...(Array.isArray(entities) ? entities : []),
    ...object,
  ];
  return [
    ...new Set(
      all
        .filter((text): text is string => typeof text === 'string' && !!text)
        .map(subjectKey),
    ),
  ];
}
