import { KubeObject } from '../../../world/types';
import { Column } from '../../resources/types';
import { AGE, NAME, text, wide } from '../column';

const count = (value: object | undefined) => Object.keys(value ?? {}).length;

export const CONFIG_MAP: Column[] = [
  NAME,
  text('Data', object => count(object.data) + count(object.binaryData)),
  AGE,
];

export const SECRET: Column[] = [
  NAME,
  text('Type', object => object.type ?? 'Opaque'),
  text('Data', object => count(object.data)),
  AGE,
];

export const SERVICE_ACCOUNT: Column[] = [
  NAME,
  text('Secrets', object => object.secrets?.length ?? 0),
  AGE,
];

function subjects(kind: string) {
  return (object: KubeObject) =>
    (object.subjects ?? [])
      .filter((subject: any) => subject.kind === kind)
      .map((subject: any) =>
        kind === 'ServiceAccount'
          ? `${subject.namespace}/${subject.name}`
          : subject.name,
      )
      .join(', ');
}

export const ROLE_BINDING: Column[] = [
  NAME,
  text('Role', ({ roleRef }) => `${roleRef?.kind}/${roleRef?.name}`),
  AGE,
  wide('Users', subjects('User')),
  wide('Groups', subjects('Group')),
  wide('ServiceAccounts', subjects('ServiceAccount')),
];

function quota(wanted: boolean) {
  return ({ status }: KubeObject) =>
    Object.keys(status?.hard ?? {})
      .filter(name => name.startsWith('limits.') === wanted)
      .sort()
      .map(
        name => `${name}: ${status.used?.[name] ?? '0'}/${status.hard[name]}`,
      )
      .join(', ');
}

export const RESOURCE_QUOTA: Column[] = [
  NAME,
  AGE,
  text('Request', quota(false)),
  text('Limit', quota(true)),
];
