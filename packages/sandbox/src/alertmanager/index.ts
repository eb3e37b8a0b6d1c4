export { alertmanager } from './platform';
