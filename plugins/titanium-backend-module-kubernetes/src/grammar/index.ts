/**
 * The kubectl grammar. Pure: no Node, no Backstage services.
 *
 * @packageDocumentation
 */
export { kubectlGrammar } from './kubectl';
export { printCommand, type PrintOptions } from './print';
