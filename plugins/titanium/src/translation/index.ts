export { titaniumTranslationRef } from './ref';
