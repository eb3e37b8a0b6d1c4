export * from './types';
export { titaniumApiRef } from './titaniumApiRef';
export {
  TitaniumRequestError,
  titaniumErrorCode,
} from './TitaniumRequestError';
