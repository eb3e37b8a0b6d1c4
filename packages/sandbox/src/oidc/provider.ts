import Provider, {
  Configuration,
  JWKS,
  KoaContextWithOIDC,
  interactionPolicy,
} from 'oidc-provider';
import { claimsOf, findAccount } from './accounts';
import { OidcStorage } from './storage';

const HOUR = 60 * 60;
const DAY = 24 * HOUR;
const SCOPES = ['openid', 'offline_access', 'profile', 'email', 'groups'];

export interface ProviderOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  cookieKeys: string[];
  jwks: JWKS;
  storage: OidcStorage;
}

/** The OpenID provider: one confidential client, code flow with PKCE where the client uses it, refresh tokens. */
export function createProvider(options: ProviderOptions): Provider {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  const configuration: Configuration = {
    adapter: options.storage.adapter as Configuration['adapter'],
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: options.redirectUris,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    conformIdTokenClaims: false,
    cookies: { keys: options.cookieKeys },
    // The library's own pages load what this one's policy forbids; nothing here leads to them.
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_, client, token) =>
          token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
    },
    async findAccount(_, id) {
      const account = findAccount(id);
      return (
        account && { accountId: id, claims: async () => claimsOf(account) }
      );
    },
    interactions: { policy, url: (_, { uid }) => `/interaction/${uid}` },
    jwks: options.jwks,
    loadExistingGrant,
    pkce: { required: () => false },
    // The portal refreshes from several tabs at once; a token that changes with each use would sign all of them out.
    rotateRefreshToken: false,
    issueRefreshToken: async (_, client) =>
      client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    renderError: (ctx, out) => {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = [out.error, out.error_description].filter(Boolean).join(': ');
    },
    responseTypes: ['code'],
    scopes: SCOPES,
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: 14 * DAY,
      IdToken: HOUR,
      Interaction: HOUR,
      RefreshToken: 14 * DAY,
      Session: DAY,
    },
  };
  return new Provider(options.issuer, configuration);
}

/** The portal is the provider's own: it gets what it asks for without a page that asks back. */
async function loadExistingGrant(ctx: KoaContextWithOIDC) {
  const { provider, client, session } = ctx.oidc;
  const known = session!.grantIdFor(client!.clientId);
  const grant =
    (known && (await provider.Grant.find(known))) ||
    new provider.Grant({
      clientId: client!.clientId,
      accountId: session!.accountId,
    });
  if (grant.accountId !== session!.accountId) {
    return undefined;
  }
  grant.addOIDCScope(SCOPES.join(' '));
  await grant.save();
  return grant;
}
