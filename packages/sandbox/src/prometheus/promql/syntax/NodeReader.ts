import { SyntaxNode } from '@lezer/common';
import { METRIC_NAME } from '../../../world/metrics/tsdb/labels';
import { MatchOperator, Matcher } from '../../../world/metrics/tsdb/matchers';
import { Expr, Matching, Span } from './ast';
import { ParseError } from './errors';
import { parseDuration, parseNumber, parseString } from './literals';

/** The children of a node, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') {
      children.push(child);
    }
  }
  return children;
}

/** Reads the parts of a syntax tree that hold no expressions: selectors, labels and literals. */
export class NodeReader {
  constructor(protected readonly query: string) {}

  protected selector(node: SyntaxNode, children: SyntaxNode[]): Expr {
    const name =
      children[0].name === 'Identifier' ? this.text(children[0]) : '';
    const list = children.find(child => child.name === 'LabelMatchers');
    const matchers = (list ? childrenOf(list) : []).map(item => {
      const [label, operator, value] = childrenOf(item);
      if (item.name !== 'UnquotedLabelMatcher') {
        throw this.error(
          item,
          `unexpected string ${this.text(
            item.firstChild ?? item,
          )} in label matching, expected identifier or "}"`,
        );
      }
      return this.matcher(item, {
        name: this.text(label),
        operator: this.text(operator) as MatchOperator,
        value: this.string(value),
      });
    });
    if (name) {
      matchers.push(new Matcher(METRIC_NAME, '=', name));
    }
    return {
      kind: 'selector',
      name,
      matchers,
      offset: 0,
      from: node.from,
      to: node.to,
    };
  }

  private matcher(
    span: Span,
    parts: { name: string; operator: MatchOperator; value: string },
  ): Matcher {
    try {
      return new Matcher(parts.name, parts.operator, parts.value);
    } catch (error) {
      throw this.error(span, (error as Error).message);
    }
  }

  protected matching(clause: SyntaxNode | undefined): Matching {
    const parts = clause ? childrenOf(clause) : [];
    const lists = parts.filter(part => part.name === 'GroupingLabels');
    const group = parts.find(part => /^Group(Left|Right)$/.test(part.name));
    const card = group?.name === 'GroupLeft' ? 'many-to-one' : 'one-to-many';
    return {
      on: parts.some(part => part.name === 'On'),
      labels: lists[0] ? this.names(lists[0]) : [],
      card: group ? card : 'one-to-one',
      include: lists[1] ? this.names(lists[1]) : [],
    };
  }

  protected labels(modifier: SyntaxNode): string[] {
    return this.names(modifier.getChild('GroupingLabels')!);
  }

  private names(list: SyntaxNode): string[] {
    return childrenOf(list).map(node => {
      if (node.name !== 'LabelName') {
        throw this.error(
          node,
          `unexpected string ${this.text(
            node,
          )} in grouping opts, expected label`,
        );
      }
      return this.text(node);
    });
  }

  protected duration(node: SyntaxNode): number {
    const text = this.text(node);
    const value = parseDuration(text);
    if (value === undefined) {
      throw this.error(
        node,
        parseNumber(text) === undefined
          ? `bad duration syntax: ${JSON.stringify(text)}`
          : 'missing unit character in duration',
      );
    }
    if (value === 0) {
      throw this.error(node, 'duration must be greater than 0');
    }
    return value;
  }

  protected string(node: SyntaxNode): string {
    const literal = this.text(node);
    const value = parseString(literal);
    if (value === undefined) {
      throw this.error(
        node,
        literal.length > 1 && literal.at(-1) === literal[0]
          ? 'unknown escape sequence'
          : 'unterminated quoted string',
      );
    }
    return value;
  }

  protected text(node: SyntaxNode): string {
    return this.query.slice(node.from, node.to);
  }

  protected error(span: Span, reason: string): ParseError {
    return new ParseError(this.query, span, reason);
  }
}
