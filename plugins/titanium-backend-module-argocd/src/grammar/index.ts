/**
 * The argocd command. Pure: no Node, no Backstage.
 *
 * @packageDocumentation
 */
export { argocdGrammar } from './argocd';
export { printCommand } from './print';
