export { TitaniumClient } from './TitaniumClient';
export { titaniumApi } from './titaniumApi';
