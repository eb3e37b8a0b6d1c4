export { AuditRows, AuditTable } from './AuditTable';
export { runHealth } from './health';
export { RunView } from './RunView';
export type { RunViewProps } from './RunView';
export { useRun } from './useRun';
export type { FollowedRunState } from './useRun';
export { useRunDuration } from './useRunDuration';
