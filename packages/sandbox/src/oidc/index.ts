export { ACCOUNTS } from './accounts';
export { createJwks } from './keys';
export { startPersistentOidcServer } from './persistent';
export { startOidcServer } from './server';
export type { OidcServer, OidcServerOptions } from './server';
export type { OidcState } from './storage';
