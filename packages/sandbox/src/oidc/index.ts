export { ACCOUNTS } from './accounts';
export { createJwks } from './keys';
export { startOidcServer } from './server';
export type { OidcServer, OidcServerOptions } from './server';
export type { OidcState } from './storage';
