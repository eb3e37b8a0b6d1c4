/** The same keys with other words. */
export type Translated<TMessages> = {
  readonly [K in keyof TMessages]: TMessages[K] extends string
    ? string
    : Translated<TMessages[K]>;
};

type Nested = { readonly [key: string]: string | Nested };

type FlatKeys<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${FlatKeys<T[K]>}`;
}[keyof T & string];

function entries(nested: Nested, prefix: string): [string, string][] {
  return Object.entries(nested).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : entries(value, `${prefix}${key}.`),
  );
}

/** Nested messages as one level with dotted keys. */
export function flattenMessages<T extends Nested>(
  nested: T,
): Record<FlatKeys<T>, string> {
  return Object.fromEntries(entries(nested, '')) as Record<FlatKeys<T>, string>;
}
