/**
 * The kubectl and istioctl grammars. Pure: no Node, no Backstage services.
 *
 * @packageDocumentation
 */
export { istioctlGrammar } from './istioctl/istioctl';
export { kubectlGrammar } from './kubectl';
export { printCommand, type PrintOptions } from './print';
