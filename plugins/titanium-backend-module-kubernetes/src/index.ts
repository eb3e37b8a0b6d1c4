/**
 * Kubernetes views, actions and commands for Titanium.
 *
 * @packageDocumentation
 */
export { titaniumModuleKubernetes as default } from './module';
export { titaniumModuleKubernetes } from './module';
