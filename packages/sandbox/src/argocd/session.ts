import { Call } from './call';

/** POST /session: a token for a name and a password. */
export function login({ accounts, body }: Call): unknown {
  return { token: accounts.login(body.username, body.password) };
}

/** POST /account/{name}/token: a token for programs, for oneself or by whoever may change accounts. */
export function createToken({
  accounts,
  account,
  params,
  body,
}: Call): unknown {
  const { name } = params;
  if (account.name !== name) {
    accounts.enforce(account, 'accounts', 'update', name);
  }
  return {
    token: accounts.createToken(
      name,
      Number(body.expiresIn ?? 0),
      body.id || undefined,
    ),
  };
}
