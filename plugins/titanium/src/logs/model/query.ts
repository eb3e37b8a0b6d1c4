import { Entity } from '@backstage/catalog-model';
import {
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
  LOKI_SELECTOR_ANNOTATION,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** What chips and the search field add to a query. */
export interface QueryFilters {
  search: string;
  regex: boolean;
  /** Levels shown; empty: all. */
  levels: readonly string[];
  /** `name=value` and `name!=value`. */
  labels: readonly LabelFilter[];
}

export interface LabelFilter {
  name: string;
  op: '=' | '!=';
  value: string;
}

/** A value in quotes, as LogQL reads it back. */
export function quoteLogql(value: string): string {
  return `"${value
    .replace(/["\\]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')}"`;
}

/** The value in quotes that {@link quoteLogql} wrote; null for any other text. */
function unquoteLogql(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/**
 * The selector of an entity's logs, to be shown and written on from. The server puts the entity's own matchers into every
 * query whatever this says.
 */
export function selectorOf(entity: Entity): string {
  const annotations = entity.metadata.annotations ?? {};
  const own = annotations[LOKI_SELECTOR_ANNOTATION]?.trim();
  const namespace = annotations[KUBERNETES_NAMESPACE_ANNOTATION]?.trim();
  if (own) {
    const bound = /[{,]\s*namespace\s*=\s*["`]/.test(own) || !namespace;
    return bound
      ? own
      : own.replace('{', `{namespace=${quoteLogql(namespace)}, `);
  }
  const labels = annotations[KUBERNETES_LABEL_SELECTOR_ANNOTATION] ?? '';
  const app =
    /(?:^|,)\s*app\s*==?\s*([A-Za-z0-9._-]{1,63})\s*(?:,|$)/.exec(
      labels,
    )?.[1] ?? annotations[KUBERNETES_ID_ANNOTATION]?.trim();
  return namespace && app
    ? `{namespace=${quoteLogql(namespace)}, app=${quoteLogql(app)}}`
    : '{}';
}

/** True for a query of values: filters are not added to it. */
export function isMetricQuery(base: string): boolean {
  return !/^\s*(?:#[^\n]*\n\s*)*\{/.test(base);
}

/** A query with its filters written out. Line filters come first: they are the cheapest. */
export function composeQuery(base: string, filters: QueryFilters): string {
  const parts = [base.trim()];
  if (filters.search) {
    parts.push(`${filters.regex ? '|~' : '|='} ${quoteLogql(filters.search)}`);
  }
  if (filters.levels.length > 0) {
    parts.push(
      `| detected_level=~${quoteLogql([...filters.levels].sort().join('|'))}`,
    );
  }
  for (const { name, op, value } of filters.labels) {
    parts.push(`| ${name}${op}${quoteLogql(value)}`);
  }
  return parts.join(' ');
}

const QUOTED = '("(?:\\\\.|[^"\\\\\\n])*")';
const LABEL = new RegExp(
  `\\s*\\|\\s*([A-Za-z_]\\w*)\\s*(=|!=)\\s*${QUOTED}\\s*$`,
);
const LEVEL = new RegExp(`\\s*\\|\\s*detected_level\\s*=~\\s*${QUOTED}\\s*$`);
const LINE = new RegExp(`\\s*(\\|=|\\|~)\\s*${QUOTED}\\s*$`);
const LEVELS = /^[a-z]+(?:\|[a-z]+)*$/;

/** A query as written taken apart again, as far as {@link composeQuery} could have put it together. */
export function decomposeQuery(text: string): {
  base: string;
  filters: QueryFilters;
} {
  let base = text.trim();
  const labels: LabelFilter[] = [];
  let levels: string[] = [];
  let search = '';
  let regex = false;
  for (;;) {
    const found = LABEL.exec(base);
    const value = found && unquoteLogql(found[3]);
    if (!found || value === null) break;
    labels.unshift({
      name: found[1],
      op: found[2] as LabelFilter['op'],
      value,
    });
    base = base.slice(0, found.index);
  }
  const level = LEVEL.exec(base);
  const words = level && unquoteLogql(level[1]);
  if (level && words && LEVELS.test(words)) {
    levels = words.split('|');
    base = base.slice(0, level.index);
  }
  const line = LINE.exec(base);
  const sought = line && unquoteLogql(line[2]);
  if (line && sought) {
    search = sought;
    regex = line[1] === '|~';
    base = base.slice(0, line.index);
  }
  return { base, filters: { search, regex, levels, labels } };
}

/** Where a refusal points, in characters of the query; null when it names no place. */
export function errorPlace(text: string, message: string): number | null {
  const found = /\bat line (\d+), col (\d+)/.exec(message);
  if (!found) return null;
  const lines = text.split('\n');
  const line = Math.min(Number(found[1]), lines.length);
  const before = lines
    .slice(0, line - 1)
    .reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(text.length, before + Number(found[2]) - 1);
}
