export * from './types';
export { StreamStore } from './StreamStore';
export * from './hooks';
