/** The same keys with other words. @public */
export type Translated<TMessages> = {
  readonly [K in keyof TMessages]: TMessages[K] extends string
    ? string
    : Translated<TMessages[K]>;
};

/** Messages nested by folder. @public */
export interface NestedMessages {
  readonly [key: string]: string | NestedMessages;
}

/** The dotted keys of nested messages. @public */
export type FlatMessageKeys<T> = {
  [K in keyof T & string]: T[K] extends string
    ? K
    : `${K}.${FlatMessageKeys<T[K]>}`;
}[keyof T & string];

function entries(nested: NestedMessages, prefix: string): [string, string][] {
  return Object.entries(nested).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : entries(value, `${prefix}${key}.`),
  );
}

/** Nested messages as one level with dotted keys. @public */
export function flattenMessages<T extends NestedMessages>(
  nested: T,
): Record<FlatMessageKeys<T>, string> {
  return Object.fromEntries(entries(nested, '')) as Record<
    FlatMessageKeys<T>,
    string
  >;
}
