/**
 * Argo CD for Titanium.
 *
 * @packageDocumentation
 */
export { titaniumModuleArgocd as default } from './module';
