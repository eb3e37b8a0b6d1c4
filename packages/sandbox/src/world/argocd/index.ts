export * from './compare';
export * from './controller';
export * from './health';
export * from './kinds';
export { LAST_APPLIED, applied } from './merge';
export * from './operation';
export * from './sources';
export * from './tree';
export * from './windows';
