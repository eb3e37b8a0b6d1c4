export { titaniumReactTranslationRef } from './ref';
export type { TitaniumReactMessages } from './ref';
export { useServerWords } from './useServerWords';
export type { ServerWords } from './useServerWords';
export { flattenMessages } from './types';
export type {
  FlatMessageKeys,
  FlatMessages,
  MessageAt,
  NestedMessages,
  Translated,
} from './types';
export { messages } from './en';
