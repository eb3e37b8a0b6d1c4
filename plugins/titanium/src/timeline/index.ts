export { shortRevision, subject } from './model/delivery';
export { Timeline } from './Timeline';
export { useMarks } from './useMarks';
export { MARK_KINDS } from './types';
export type { Mark, MarkKind, MarkRange, MarkSource } from './types';
