import { KubeObject } from '../../world/types';
import { Column } from '../resources/types';
import { badRequest } from '../status';

export type IncludeObject = 'None' | 'Metadata' | 'Object';

export interface TableOptions {
  columns: readonly Column[];
  /** `v1` or `v1beta1` of meta.k8s.io, as the client asked. */
  version: string;
  include: IncludeObject;
  now: number;
}

export function parseIncludeObject(value: string | null): IncludeObject {
  switch (value ?? '') {
    case '':
    case 'Metadata':
      return 'Metadata';
    case 'None':
    case 'Object':
      return value as IncludeObject;
    default:
      throw badRequest(`unrecognized includeObject value: "${value}"`);
  }
}

function columnDefinitions(columns: readonly Column[]) {
  return columns.map(({ name, type, format, priority }) => ({
    name,
    type,
    format: format ?? '',
    description: name,
    priority: priority ?? 0,
  }));
}

function rowObject(object: KubeObject, { include, version }: TableOptions) {
  if (include === 'None') {
    return undefined;
  }
  return include === 'Object'
    ? object
    : {
        kind: 'PartialObjectMetadata',
        apiVersion: `meta.k8s.io/${version}`,
        metadata: object.metadata,
      };
}

const COMPLETED: Record<string, string> = {
  Succeeded: 'The pod has completed successfully.',
  Failed: 'The pod failed.',
};

function conditions(object: KubeObject) {
  const phase = object.kind === 'Pod' ? object.status?.phase : undefined;
  return COMPLETED[phase]
    ? [
        {
          type: 'Completed',
          status: 'True',
          reason: phase,
          message: COMPLETED[phase],
        },
      ]
    : undefined;
}

/** The `Table` of some objects. A watch sends the column definitions with its first event only. */
export function toTable(
  objects: readonly KubeObject[],
  options: TableOptions,
  listMetadata: Record<string, unknown>,
  withDefinitions = true,
) {
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${options.version}`,
    metadata: listMetadata,
    columnDefinitions: withDefinitions
      ? columnDefinitions(options.columns)
      : null,
    rows: objects.map(object => ({
      cells: options.columns.map(
        column => column.cell(object, options.now) ?? null,
      ),
      conditions: conditions(object),
      object: rowObject(object, options),
    })),
  };
}
