import type { V1Service } from '@kubernetes/client-node';

/** Something of the mesh's configuration that will not do what was meant. */
export interface Finding {
  severity: 'Error' | 'Warning' | 'Info';
  /** istioctl's own number for the message, where it has one. */
  code: string | null;
  object: { kind: string; namespace?: string; name: string };
  message: string;
}

/** Protocols that Istio reads from the beginning of a port's name. */
const PROTOCOL =
  /^(?:grpc|grpc-web|http|http2|https|mongo|mysql|redis|tcp|tls|udp)(?:-|$)/;

type Port = NonNullable<NonNullable<V1Service['spec']>['ports']>[number];

/** The protocol a port is taken for, and whether it was said or has to be guessed from the traffic. */
export function protocolOf({ name, appProtocol, protocol }: Port): {
  protocol: string;
  said: boolean;
} {
  if (appProtocol) {
    return { protocol: appProtocol.toUpperCase(), said: true };
  }
  if (protocol === 'UDP') {
    return { protocol: 'UDP', said: true };
  }
  const found = name === undefined ? null : PROTOCOL.exec(name);
  return found
    ? { protocol: found[0].replace(/-$/, '').toUpperCase(), said: true }
    : { protocol: 'found out from the traffic', said: false };
}

/** Ports whose names tell nothing: policies and metrics of HTTP may not work for them. */
export function portFindings(service: V1Service): Finding[] {
  const { name = '', namespace } = service.metadata ?? {};
  return (service.spec?.ports ?? [])
    .filter(port => !protocolOf(port).said)
    .map(port => ({
      severity: 'Info',
      code: 'IST0118',
      object: { kind: 'service', namespace, name },
      message: `Port ${port.port} is named ${
        port.name ? JSON.stringify(port.name) : 'not at all'
      }: name it after its protocol (http-..., tcp-...) or set appProtocol.`,
    }));
}
