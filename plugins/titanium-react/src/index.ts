/**
 * Hooks, stores and components shared by the front-end packages of Titanium.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './components';
export * from './theme';
export * from './translation';
export * from './stream';
