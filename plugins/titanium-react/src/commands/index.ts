export { CommandBlock, stripStatements } from './CommandBlock';
export type { CommandBlockProps } from './CommandBlock';
export { CommandMemory } from './memory';
export type { CommandPlace } from './types';
export { STRIP_HEIGHT } from './useStripStyles';
