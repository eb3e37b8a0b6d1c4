export { prometheus } from './platform';
