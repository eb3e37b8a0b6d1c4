import {
  CommandReading,
  GrammarContext,
  Placeholder,
  QueryGrammar,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { fillQuery } from './placeholders';
import { namespaceOf, readLogql } from './syntax';
import { queryReason } from '../queryReason';

const VERB = 'logql query';
const SECONDS = 3600;
const LINES = 1000;

function refuse(
  reason: string,
  position: CommandReading['position'],
): CommandReading {
  return {
    verdict: 'refuse',
    verb: VERB,
    action: null,
    input: null,
    target: null,
    placeholders: [],
    ...queryReason(reason),
    position,
  };
}

/** The configured cluster, the one a person chose, or a placeholder to choose it. */
function clusterOf(
  { cluster, clusters, asked }: GrammarContext,
  placeholders: Placeholder[],
): string | null {
  if (cluster !== undefined) {
    return cluster;
  }
  if (clusters.length <= 1) {
    return clusters[0] ?? null;
  }
  const chosen = asked?.['<cluster>'];
  if (chosen !== undefined && clusters.includes(chosen)) {
    return chosen;
  }
  placeholders.push({ text: '<cluster>', type: 'cluster' });
  return '<cluster>';
}

/**
 * LogQL queries, run as they stand: the last hour, the newest lines. Where they look is what an equality matcher on
 * `namespace` says in every selector; without one they are for those who may look everywhere.
 * @public
 */
export const logqlGrammar: QueryGrammar = {
  language: 'logql',
  parse(query, context) {
    const filled = fillQuery(query, context.values);
    if (!filled.ok) {
      return refuse(filled.reason, filled.position);
    }
    const read = readLogql(filled.text);
    if (!read.ok) {
      return refuse(
        read.message,
        filled.text.length === query.length
          ? { offset: read.offset, length: read.length }
          : null,
      );
    }
    const empty = read.selectors.find(({ matchers }) =>
      matchers.every(
        ({ op, value }) =>
          op === '!=' || op === '!~' || value === '' || /^\.\*$/.test(value),
      ),
    );
    if (empty) {
      return refuse(
        'Queries require at least one regexp or equality matcher that does not match an empty value.',
        { offset: Math.min(empty.from, query.length), length: 1 },
      );
    }
    const placeholders = [...filled.placeholders];
    const cluster = clusterOf(context, placeholders);
    const open = filled.placeholders.find(({ type }) => type === 'namespace');
    const namespace = open?.text ?? namespaceOf(read);
    return {
      verdict: 'read',
      verb: VERB,
      action: 'loki.query',
      input: {
        cluster,
        query: filled.placeholders.length ? query : read.text,
        scope: 'query',
        range: { last: SECONDS },
        limit: LINES,
        direction: 'backward',
      },
      target: {
        cluster,
        namespace,
        kind: 'logs',
        name: null,
        selector: null,
        allNamespaces: namespace === null,
      },
      placeholders,
      reason: null,
      position: null,
    };
  },
};
