/**
 * Extension points and cluster clients for Titanium back-end modules.
 *
 * @packageDocumentation
 */
export * from './extensions';
export * from './actions/types';
export * from './views/types';
export * from './clusters/types';
export * from './permissions/rules';
export {
  createTitaniumClusters,
  titaniumClustersServiceRef,
} from './clusters/service';
export { isDnsLabel, kubernetesPath } from './clusters/kubernetesPath';
export {
  isNotSent,
  PlatformError,
  upstreamStatus,
  type PlatformErrorOptions,
} from './clusters/PlatformError';
export { diffValues } from './diff/diffValues';
export * from './platforms';
export * from './redaction';
