import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The users a cluster under test knows. */
export type Role = 'reader' | 'actor' | 'admin';

/** A cluster under test: nothing but an address, its authority and tokens. */
export interface Target {
  url: string;
  ca: string;
  tokens: Record<Role, string>;
  /** Makes the server forget its history of changes, where the test can reach that far. */
  expireHistory?(): void;
}

/** Names the kubeconfig of `admin`; those of the other users stand beside it, named after them. */
export const TARGET_VARIABLE = 'TITANIUM_SANDBOX_KUBECONFIG';

function readKubeconfig(path: string) {
  const config = parse(readFileSync(path, 'utf8'));
  const { server, 'certificate-authority-data': ca } =
    config.clusters[0].cluster;
  return {
    url: server as string,
    ca: Buffer.from(ca, 'base64').toString('utf8'),
    token: config.users[0].user.token as string,
  };
}

/** The target of {@link TARGET_VARIABLE}; `undefined` when it is not set. */
export function targetFromEnvironment(): Target | undefined {
  const path = process.env[TARGET_VARIABLE];
  if (!path) {
    return undefined;
  }
  const at = path.lastIndexOf('admin');
  const beside = (role: Role) =>
    path.slice(0, at) + role + path.slice(at + 'admin'.length);
  const { url, ca, token } = readKubeconfig(path);
  return {
    url,
    ca,
    tokens: {
      admin: token,
      reader: readKubeconfig(beside('reader')).token,
      actor: readKubeconfig(beside('actor')).token,
    },
  };
}
