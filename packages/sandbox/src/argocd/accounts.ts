import {
  createHmac,
  randomBytes,
  randomUUID,
  timingSafeEqual,
} from 'node:crypto';
import { ObjectStore } from '../world/types';
import { R } from '../world/resources';
import { ARGOCD } from '../world/argocd';
import {
  GrpcError,
  notFound,
  permissionDenied,
  unauthenticated,
} from './errors';

/** Who a request is from. */
export interface Account {
  name: string;
  /** RFC 3339, in error texts. */
  issuedAt: string;
}

const SESSION_SECONDS = 24 * 60 * 60;

/** What the portal's account may do; `admin` may do everything. */
const PORTAL: Record<string, readonly string[]> = {
  applications: ['get', 'sync', 'rollback', 'update', 'override'],
  applicationsets: ['get'],
  projects: ['get'],
  clusters: ['get'],
  repositories: ['get'],
};

/** Who has not said who they are. */
export const NOBODY: Account = { name: '', issuedAt: '' };

export const PORTAL_ACCOUNT = 'titanium-portal';

const encode = (value: unknown) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** The accounts of Argo CD: `admin` by its password, the portal by its token. */
export class Accounts {
  private readonly key = randomBytes(32);
  /** Ids of the tokens that were made. */
  private readonly tokens = new Set<string>();

  constructor(
    private readonly store: ObjectStore,
    private readonly portalToken: string,
    private readonly now: () => number,
  ) {}

  /** A session token, as a login gives it. */
  login(username: unknown, password: unknown): string {
    const secret = this.store.get(
      R.secrets,
      ARGOCD,
      'argocd-initial-admin-secret',
    );
    const wanted = Buffer.from(secret?.data?.password ?? '', 'base64');
    const given = Buffer.from(typeof password === 'string' ? password : '');
    const isRight =
      wanted.length > 0 &&
      wanted.length === given.length &&
      timingSafeEqual(wanted, given);
    if (username !== 'admin' || !isRight) {
      throw unauthenticated('Invalid username or password');
    }
    return this.issue('admin:login', SESSION_SECONDS, randomUUID());
  }

  /** A token of an account that may have some; `seconds` 0 means for ever. */
  createToken(name: string, seconds: number, id: string = randomUUID()) {
    if (name !== 'admin' && name !== PORTAL_ACCOUNT) {
      throw notFound(`account '${name}' does not exist`);
    }
    if (this.tokens.has(id)) {
      throw new GrpcError(2, `account already has token with id '${id}'`);
    }
    if (name === 'admin') {
      throw new GrpcError(
        2,
        `account '${name}' does not have apiKey capability`,
      );
    }
    this.tokens.add(id);
    return this.issue(`${name}:apiKey`, seconds, id);
  }

  /** The account of a request's credentials. Throws when there are none, or wrong ones. */
  authenticate(headers: { authorization?: string; cookie?: string }): Account {
    const [, bearer] =
      /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    const [, cookie] =
      /(?:^|;\s*)argocd\.token=([^;]+)/.exec(headers.cookie ?? '') ?? [];
    const token = bearer ?? cookie;
    if (!token) {
      throw unauthenticated('no session information');
    }
    if (isEqual(token, this.portalToken)) {
      return { name: PORTAL_ACCOUNT, issuedAt: iso(this.now()) };
    }
    const [head, body, signature] = token.split('.');
    if (!signature || !isEqual(signature, this.sign(`${head}.${body}`))) {
      throw unauthenticated(
        'invalid session: token signature is invalid: signature is invalid',
      );
    }
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    if (claims.exp !== undefined && claims.exp * 1000 < this.now()) {
      throw unauthenticated(
        'invalid session: token has invalid claims: token is expired',
      );
    }
    return {
      name: claims.sub.split(':')[0],
      issuedAt: iso(claims.iat * 1000),
    };
  }

  may(account: Account, resource: string, action: string): boolean {
    return (
      account.name === 'admin' ||
      (PORTAL[resource]?.includes(action.split('/')[0]) ?? false)
    );
  }

  /** Throws the refusal that names what was asked for. */
  enforce(
    account: Account,
    resource: string,
    action: string,
    object: string,
  ): void {
    if (!this.may(account, resource, action)) {
      throw permissionDenied(
        `permission denied: ${resource}, ${action}, ${object}, sub: ${account.name}, iat: ${account.issuedAt}`,
      );
    }
  }

  private issue(sub: string, seconds: number, jti: string): string {
    const iat = Math.floor(this.now() / 1000);
    const head = encode({ alg: 'HS256', typ: 'JWT' });
    const body = encode({
      iss: 'argocd',
      sub,
      ...(seconds > 0 ? { exp: iat + seconds } : {}),
      nbf: iat,
      iat,
      jti,
    });
    return `${head}.${body}.${this.sign(`${head}.${body}`)}`;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function isEqual(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
