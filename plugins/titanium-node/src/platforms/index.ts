export * from './types';
export { PlatformHttp } from './PlatformHttp';
export { readPlatformConfig } from './readPlatformConfig';
