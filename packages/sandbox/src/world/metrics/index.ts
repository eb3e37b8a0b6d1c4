export { Exporter } from './exporter/exporter';
export type { Target } from './exporter/targets';
export { Labels } from './tsdb/labels';
export { Matcher } from './tsdb/matchers';
export { SCRAPE_MS } from './tsdb/series';
export type { Samples } from './tsdb/series';
export { Tsdb } from './tsdb/tsdb';
export type { Queryable } from './tsdb/tsdb';
