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

/** The message at a dotted key. @public */
export type MessageAt<T, K extends string> = K extends keyof T
  ? T[K]
  : K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? MessageAt<T[Head], Rest>
    : never
  : never;

/**
 * Nested messages as one level with dotted keys. Translation refs name this type, so that their declaration does not
 * list every message, in an order that changes from build to build.
 * @public
 */
export type FlatMessages<T> = {
  readonly [K in FlatMessageKeys<T>]: MessageAt<T, K> & string;
};

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
