/**
 * Hooks, stores and components shared by the front-end packages of Titanium.
 *
 * @packageDocumentation
 */
export * from './actions';
export * from './api';
export * from './commands';
export * from './components';
export * from './logs';
export * from './plans';
export * from './results';
export * from './runs';
export * from './stream';
export * from './theme';
export * from './translation';
