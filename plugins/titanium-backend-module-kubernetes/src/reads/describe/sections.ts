import type { KubernetesObject } from '@kubernetes/client-node';
import { DescriptionResult } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ClusterClient,
  redactText,
} from '@titanium-portal/backstage-plugin-titanium-node';

export type Fact = DescriptionResult['facts'][number];
export type Section = DescriptionResult['sections'][number];

/** What a describer adds to the general part. */
export interface Details {
  facts: Fact[];
  sections: Section[];
}

/** Where describers look for related objects. */
export interface DescribeContext {
  client: ClusterClient;
  namespace: string | undefined;
  signal: AbortSignal;
}

type Cell = string | number | null | undefined;

/** A table of text columns; a name followed by `:time` or `:number` sets another type. */
export function section(
  title: string,
  columns: string[],
  rows: {
    cells: Cell[];
    ref?: { kind: string; namespace?: string; name: string };
  }[],
): Section {
  return {
    title,
    table: {
      columns: columns.map(column => {
        const [name, type = 'string'] = column.split(':');
        return { name, type: type as 'string' | 'time' | 'number' };
      }),
      rows: rows.map(({ cells, ref }) => ({
        cells: cells.map(cell => cell ?? null),
        ...(ref && { ref }),
      })),
    },
  };
}

/** A fact, left out when there is nothing to tell. */
export function fact(
  name: string,
  value: string | number | boolean | null | undefined,
): Fact[] {
  return value === undefined || value === null || value === ''
    ? []
    : [{ name, value: String(value) }];
}

/** `a=b, c=d`. */
export function pairs(values: Record<string, unknown> | undefined): string {
  return Object.entries(values ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** Conditions, worst wording kept. */
export function conditionSection(object: KubernetesObject): Section[] {
  const conditions =
    (
      object as {
        status?: {
          conditions?: {
            type: string;
            status: string;
            reason?: string;
            message?: string;
            lastTransitionTime?: string;
          }[];
        };
      }
    ).status?.conditions ?? [];
  return conditions.length === 0
    ? []
    : [
        section(
          'Conditions',
          ['Type', 'Status', 'Reason', 'Message', 'Since:time'],
          conditions.map(condition => ({
            cells: [
              condition.type,
              condition.status,
              condition.reason,
              condition.message && redactText(condition.message),
              condition.lastTransitionTime &&
                String(condition.lastTransitionTime),
            ],
          })),
        ),
      ];
}

/** Related objects may be unreadable for the portal; the description stands without them. */
export async function optional<T>(
  promise: Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (['NotFoundError', 'NotAllowedError'].includes((error as Error).name)) {
      return otherwise;
    }
    throw error;
  }
}
