export { titaniumTranslationRef } from './ref';
export type { TitaniumMessages } from './ref';
export { messages } from './en';
