export { parseLabelSelector, type LabelSelector } from './labelSelector';
export {
  readOwnedObject,
  resolveTarget,
  targetOf,
  type OwnedObject,
} from './resolveTarget';
export { findResource, getResource, resourcePath } from './resources';
export { compileSelection, readSelection, type Selection } from './selection';
