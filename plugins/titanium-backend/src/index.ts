/**
 * The core of Titanium: views, streams, plans, runs and audit.
 *
 * @packageDocumentation
 */
export { titaniumPlugin as default } from './plugin';
