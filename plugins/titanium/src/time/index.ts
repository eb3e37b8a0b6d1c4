export { around, isWindow, rangeSearch, sameRange } from './range';
export type { TimeRange, TimeWindow } from './range';
export { TimeRangePicker } from './TimeRangePicker';
export { TimeRangeProvider, useTimeRange } from './TimeRangeContext';
export type { TimeRangeState } from './TimeRangeContext';
export { useRangeWords } from './useRangeWords';
