export { DiffResultView } from './DiffResultView';
export { ResultView } from './ResultView';
export type { ResultViewProps } from './ResultView';
