/**
 * Titanium tabs on the pages of services, and the pages of runs.
 *
 * @packageDocumentation
 */
export { titaniumPlugin as default } from './plugin';
export { messages, titaniumTranslationRef } from './translation';
export type { TitaniumMessages } from './translation';
