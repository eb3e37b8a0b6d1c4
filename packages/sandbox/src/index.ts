/**
 * The Titanium platform in one process, on real wire protocols.
 *
 * @packageDocumentation
 */

export { startSandbox } from './sandbox';
export type {
  PortName,
  Sandbox,
  SandboxLogger,
  SandboxOptions,
} from './sandbox';
export type { PlatformName } from './platforms';
export { TestClock } from './world/clock';
export { Incidents } from './world/incidents';
export type { IncidentState } from './world/incidents';
export { kustomizeBuild } from './world/git';
export { TitaniumWorld, createTestWorld } from './world/world';
export type { WorldOptions } from './world/world';
export {
  createCertificateAuthority,
  issueServerCertificate,
} from './kubernetes/tls/authority';
export type {
  CertificateAuthority,
  ServerCertificate,
} from './kubernetes/tls/authority';
