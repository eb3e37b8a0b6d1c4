export { titaniumReactTranslationRef } from './ref';
