import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { JWKS } from 'oidc-provider';
import {
  CertificateAuthority,
  createCertificateAuthority,
  isUsableAuthority,
} from './kubernetes';
import { createJwks } from './oidc';

/** Everything secret of one sandbox: made at its first start, kept beside its World, never printed. */
export interface SandboxSecrets {
  kubernetes: { reader: string; actor: string; admin: string };
  oidc: {
    clientId: string;
    clientSecret: string;
    cookieKeys: string[];
    jwks: JWKS;
  };
  authority: CertificateAuthority;
  /** Bearer tokens of the portal's accounts. */
  platforms: { grafana: string; argocd: string; gitea: string };
}

const token = () => randomBytes(32).toString('base64url');

/** Reads the secrets of a file, and makes and writes those that it does not have. */
export async function loadSecrets(path: string): Promise<SandboxSecrets> {
  const known = read(path);
  const secrets: SandboxSecrets = {
    kubernetes: known.kubernetes ?? {
      reader: token(),
      actor: token(),
      admin: token(),
    },
    oidc: known.oidc ?? {
      clientId: 'titanium-portal',
      clientSecret: token(),
      cookieKeys: [token()],
      jwks: createJwks(),
    },
    authority:
      known.authority && isUsableAuthority(known.authority)
        ? known.authority
        : await createCertificateAuthority(),
    platforms: {
      grafana: token(),
      argocd: token(),
      gitea: token(),
      ...known.platforms,
    },
  };
  writePrivate(path, secrets);
  return secrets;
}

function read(path: string): Partial<SandboxSecrets> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

/** Writes JSON, or text as it is, that only this user may read. */
export function writePrivate(path: string, value: unknown): void {
  const text =
    typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`;
  writeFileSync(path, text, { mode: 0o600 });
}
