/**
 * Types, permissions and wire formats shared by the Titanium plugins. No Node, no DOM.
 *
 * @packageDocumentation
 */
export * from './entities/annotations';
export * from './actions/types';
export * from './advice/places';
export * from './commands/types';
export * from './commands/grammar';
export * from './commands/readBlock';
export * from './commands/readSource';
export * from './commands/reasons';
export * from './commands/placeholderValues';
export * from './commands/quoteWord';
export * from './commands/filters/applyFilters';
export * from './commands/filters/downloadName';
export * from './commands/filters/resultText';
export * from './lints/types';
export { blockLints } from './lints/prompt';
export * from './lints/sql';
export * from './plans/types';
export * from './plans/states';
export * from './runs/types';
export * from './runs/states';
export * from './results/types';
export * from './results/dashboards';
export * from './views/status';
export * from './views/pods';
export * from './views/rollouts';
export * from './views/cluster';
export * from './views/alerts';
export * from './views/delivery';
export * from './stream/types';
export * from './stream/codec';
export * from './stream/delta';
export * from './stream/reducer';
export * from './audit/types';
export * from './audit/canonicalJson';
export * from './audit/chain';
export * from './audit/verifyExport';
export * from './permissions/permissions';
export * from './errors';
