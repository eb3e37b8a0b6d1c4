import { KubeObject } from '../../world/types';
import { Column } from '../resources/types';
import { since } from './duration';

type Cell = (object: KubeObject, now: number) => unknown;

export function text(name: string, cell: Cell): Column {
  return { name, type: 'string', cell };
}

export function integer(name: string, cell: Cell): Column {
  return { name, type: 'integer', cell };
}

export function boolean(name: string, cell: Cell): Column {
  return { name, type: 'boolean', cell };
}

/** Shown with `-o wide` only. */
export function wide(name: string, cell: Cell): Column {
  return { name, type: 'string', priority: 1, cell };
}

export const NAME: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  cell: object => object.metadata.name,
};

export const AGE: Column = text('Age', (object, now) =>
  since(object.metadata.creationTimestamp, now),
);

export const CREATED_AT: Column = {
  name: 'Created At',
  type: 'date',
  cell: object => object.metadata.creationTimestamp,
};
