export * from './history';
export * from './kustomize';
export * from './overlays';
export * from './repository';
export * from './server';
export * from './text';
