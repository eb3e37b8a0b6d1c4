import { Call } from './call';

/** POST /session: a token for a name and a password. */
export function login({ accounts, body }: Call): unknown {
  return { token: accounts.login(body.username, body.password) };
}
