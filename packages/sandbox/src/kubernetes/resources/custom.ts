import { KubeObject } from '../../world/types';
import { humanDuration } from '../table/duration';
import { jsonPath } from '../table/jsonPath';
import { Column, ResourceType, Subresource } from './types';

const VERBS = [
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'create',
  'update',
  'watch',
];

interface PrinterColumn {
  name: string;
  type: Column['type'];
  format?: string;
  priority?: number;
  jsonPath: string;
}

const NAME: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  cell: object => object.metadata.name,
};

const AGE: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

/** The resource types a CustomResourceDefinition adds, one per served version. */
export function customTypes(definition: KubeObject): ResourceType[] {
  const { group, names, scope, versions } = definition.spec;
  return versions
    .filter((version: any) => version.served)
    .map(
      (version: any): ResourceType => ({
        group,
        version: version.name,
        kind: names.kind,
        listKind: names.listKind ?? `${names.kind}List`,
        resource: names.plural,
        singular: names.singular ?? names.kind.toLowerCase(),
        shortNames: names.shortNames ?? [],
        categories: names.categories ?? [],
        namespaced: scope === 'Namespaced',
        verbs: VERBS,
        subresources: subresources(names.kind, version.subresources),
        columns: [
          NAME,
          ...(version.additionalPrinterColumns ?? [AGE]).map(printerColumn),
        ],
        storage: { group, resource: names.plural },
        custom: true,
      }),
    );
}

function subresources(kind: string, declared: any): Subresource[] {
  const verbs = ['get', 'patch', 'update'];
  return [
    ...(declared?.scale
      ? [
          {
            name: 'scale',
            kind: 'Scale',
            group: 'autoscaling',
            version: 'v1',
            verbs,
          },
        ]
      : []),
    ...(declared?.status ? [{ name: 'status', kind, verbs }] : []),
  ];
}

function printerColumn(column: PrinterColumn): Column {
  const read = jsonPath(column.jsonPath);
  return {
    name: column.name,
    type: column.type,
    format: column.format,
    priority: column.priority,
    cell(object, now) {
      const values = read(object);
      if (values.length === 0 || values[0] === undefined) {
        return null;
      }
      return cellOf(column.type, values[0], now);
    },
  };
}

function cellOf(type: Column['type'], value: unknown, now: number): unknown {
  if (type === 'date') {
    const time = Date.parse(String(value));
    return Number.isNaN(time) ? '<invalid>' : humanDuration(now - time);
  }
  if (type === 'string') {
    return typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : String(value);
  }
  return typeof value === 'object' ? null : value;
}
