export { titaniumReactTranslationRef } from './ref';
export { useServerWords } from './useServerWords';
export type { ServerWords } from './useServerWords';
export { flattenMessages } from './types';
export type { FlatMessageKeys, NestedMessages, Translated } from './types';
