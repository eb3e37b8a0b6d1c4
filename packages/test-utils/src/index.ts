export { testHttpAuth } from './httpAuth';
export { until } from './until';
