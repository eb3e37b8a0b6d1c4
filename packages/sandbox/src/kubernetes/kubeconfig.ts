import { stringify } from 'yaml';

/** What a kubeconfig says about one user of one cluster. */
export interface KubeconfigOptions {
  /** Address of the API server. */
  url: string;
  /** PEM text of the certificate authority. */
  ca: string;
  token: string;
  /** User name; it names the context too. */
  user: string;
  /** Default `titanium`. */
  cluster?: string;
  /** Namespace of the context; none by default. */
  namespace?: string;
}

/** Writes a kubeconfig (YAML) with one cluster, one user and one current context. */
export function kubeconfig(options: KubeconfigOptions): string {
  const { url, ca, token, user, cluster = 'titanium', namespace } = options;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: {
          server: url,
          'certificate-authority-data': Buffer.from(ca).toString('base64'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [
      {
        name: `${user}@${cluster}`,
        context: { cluster, user, ...(namespace ? { namespace } : {}) },
      },
    ],
    'current-context': `${user}@${cluster}`,
  });
}
