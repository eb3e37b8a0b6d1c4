/**
 * A module of the `techdocs` plugin that puts a strip below each block of commands in a document.
 *
 * @packageDocumentation
 */
export { default } from './module';
export { titaniumTechdocsTranslationRef } from './translation/ref';
