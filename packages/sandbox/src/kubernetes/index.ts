export { createKubernetesApi } from './server/server';
export type { KubernetesApi, KubernetesApiOptions } from './server/server';
export { createCertificateAuthority, isUsableAuthority } from './tls/authority';
export type { CertificateAuthority } from './tls/authority';
export { kubeconfig } from './kubeconfig';
export type { KubeconfigOptions } from './kubeconfig';
export { seedFoundation } from './seed';
export { applyDefaults } from './objects/defaults';
