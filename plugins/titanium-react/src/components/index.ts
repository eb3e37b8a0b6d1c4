export { CopyButton } from './copy/CopyButton';
export type { CopyButtonProps } from './copy/CopyButton';
export { StateChip } from './state/StateChip';
export { RelativeTime, absoluteTime } from './time/RelativeTime';
export { visibleText } from './text/visibleText';
