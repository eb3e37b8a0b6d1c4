import type {
  V1Container,
  V1EnvVar,
  V1PodSpec,
  V1ResourceRequirements,
} from '@kubernetes/client-node';
import { DescriptionResult } from '@titanium-portal/backstage-plugin-titanium-common';

type Section = DescriptionResult['sections'][number];

function amounts(resources: V1ResourceRequirements | undefined): string {
  const words = (name: string, values: Record<string, string> | undefined) =>
    values &&
    `${name} ${Object.entries(values)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ')}`;
  return [
    words('requests', resources?.requests),
    words('limits', resources?.limits),
  ]
    .filter(Boolean)
    .join('; ');
}

function variable({ name, value, valueFrom }: V1EnvVar): string {
  if (valueFrom?.secretKeyRef) {
    const { key, name: secret } = valueFrom.secretKeyRef;
    return `${name} from secret ${secret}, key ${key}`;
  }
  if (valueFrom?.configMapKeyRef) {
    const { key, name: map } = valueFrom.configMapKeyRef;
    return `${name} from config map ${map}, key ${key}`;
  }
  if (valueFrom?.fieldRef) {
    return `${name} from ${valueFrom.fieldRef.fieldPath}`;
  }
  return `${name}=${value ?? ''}`;
}

function ports(container: V1Container): string {
  return (container.ports ?? [])
    .map(
      ({ containerPort, protocol }) => `${containerPort}/${protocol ?? 'TCP'}`,
    )
    .join(', ');
}

/** Containers of a redacted pod spec. */
export function containerTable(title: string, spec: V1PodSpec): Section {
  const row = (container: V1Container, init: boolean) => ({
    cells: [
      init ? `${container.name} (init)` : container.name,
      container.image ?? null,
      ports(container) || null,
      amounts(container.resources) || null,
      (container.env ?? []).map(variable).join('\n') || null,
      (container.volumeMounts ?? [])
        .map(({ mountPath, name }) => `${mountPath} from ${name}`)
        .join('\n') || null,
    ],
  });
  return {
    title,
    table: {
      columns: [
        'Name',
        'Image',
        'Ports',
        'Resources',
        'Environment',
        'Mounts',
      ].map(name => ({ name, type: 'string' as const })),
      rows: [
        ...(spec.initContainers ?? []).map(item => row(item, true)),
        ...spec.containers.map(item => row(item, false)),
      ],
    },
  };
}
