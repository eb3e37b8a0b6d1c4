export { titaniumReactTranslationRef } from './ref';
export { useServerWords } from './useServerWords';
export type { ServerWords } from './useServerWords';
