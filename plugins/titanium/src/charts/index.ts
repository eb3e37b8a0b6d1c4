export { alignSeries, NO_DATA, stateOf, summarize } from './data';
export type { ChartData, ChartMark, ChartSeries, ChartThreshold } from './data';
export { Sparkline } from './Sparkline';
export { TimeChart } from './TimeChart';
export type { TimeChartProps } from './TimeChart';
export { formatValue } from './units';
