import {
  CommandReading,
  GrammarContext,
  Placeholder,
  QueryGrammar,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { quote, unquote } from '../labelMatchers';
import { fillQuery } from '../logql/placeholders';
import { namespaceOfPromql } from './enforce';
import { parsePromql, PromqlQuery } from './parsePromql';
import { queryReason } from '../queryReason';

const VERB = 'promql query';
const SECONDS = 3600;
/** Their order or choice means something at one moment only. */
const INSTANT = new Set([
  'topk',
  'bottomk',
  'limitk',
  'limit_ratio',
  'sort',
  'sort_desc',
  'sort_by_label',
  'sort_by_label_desc',
  'count_values',
]);
const COMPARISONS = new Set(['Eql', 'Neq', 'Gtr', 'Lss', 'Gte', 'Lte']);

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

/** Strings in single quotes, which LogQL does not know, in double ones; mostly of the same length. */
function doubleQuoted(text: string): string {
  return text.replace(
    /"(?:\\.|[^"\\])*"|`[^`]*`|#.*|'(?:\\.|[^'\\])*'/g,
    whole => {
      const value = whole[0] === "'" ? unquote(whole) : undefined;
      return value === undefined ? whole : quote(value);
    },
  );
}

/** Whether the expression is about one moment: a graph of it would say nothing, or cannot be asked for. */
function isInstant({ tree, text, selectors }: PromqlQuery): boolean {
  if (selectors.length === 0) {
    return true;
  }
  let node = tree.topNode.firstChild;
  while (node?.name === 'LineComment' || node?.name === 'ParenExpr') {
    node = node.name === 'ParenExpr' ? node.firstChild : node.nextSibling;
  }
  switch (node?.name) {
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'StringLiteral':
      return true;
    case 'BinaryExpr':
      // `up == 0` selects what is wrong now.
      return (
        node.getChild('BoolModifier') === null &&
        [...COMPARISONS].some(name => node!.getChild(name) !== null)
      );
    case 'FunctionCall':
    case 'AggregateExpr': {
      const { from, to } = node.firstChild!;
      return INSTANT.has(text.slice(from, to).toLowerCase());
    }
    default:
      return false;
  }
}

/**
 * PromQL expressions, run as they stand: over the last hour as a graph, or now where only that means something. Where
 * they look is what an equality matcher on `namespace` says in every selector; without one they are for those who may
 * look everywhere.
 * @public
 */
export const promqlGrammar: QueryGrammar = {
  language: 'promql',
  parse(query, context) {
    const plain = doubleQuoted(query);
    const filled = fillQuery(plain, context.values);
    if (!filled.ok) {
      return refuse(filled.reason, filled.position);
    }
    const parsed = parsePromql(filled.text);
    if (!parsed.ok) {
      const { message, offset, length } = parsed.error;
      return refuse(
        message,
        filled.text.length === query.length ? { offset, length } : null,
      );
    }
    const placeholders = [...filled.placeholders];
    const cluster = clusterOf(context, placeholders);
    const open = filled.placeholders.find(({ type }) => type === 'namespace');
    const namespace = open?.text ?? namespaceOfPromql(parsed.query);
    const instant = isInstant(parsed.query);
    return {
      verdict: 'read',
      verb: VERB,
      action: instant ? 'prometheus.query' : 'prometheus.queryRange',
      input: {
        cluster,
        query: filled.placeholders.length ? query : filled.text,
        scope: 'query',
        ...(instant
          ? { time: null }
          : { range: { last: SECONDS }, stepSeconds: null }),
      },
      target: {
        cluster,
        namespace,
        kind: 'metrics',
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
