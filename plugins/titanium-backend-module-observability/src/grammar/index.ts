/**
 * LogQL and PromQL blocks. Pure: no Node, no Backstage.
 *
 * @packageDocumentation
 */
export { logqlGrammar } from './logql';
export { promqlGrammar } from './promql';
