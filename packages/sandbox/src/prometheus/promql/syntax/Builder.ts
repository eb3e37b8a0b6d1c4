import { SyntaxNode } from '@lezer/common';
import { Expr, Moment, Span } from './ast';
import { AGGREGATES_WITH_PARAM } from './explain';
import { parseDuration, parseNumber } from './literals';
import { childrenOf, NodeReader } from './NodeReader';
import { SIGNATURES } from './signatures';

/** Builds the expression from the syntax tree of `@prometheus-io/lezer-promql`. */
export class Builder extends NodeReader {
  expr(node: SyntaxNode): Expr {
    const span = { from: node.from, to: node.to };
    const children = childrenOf(node);
    switch (node.name) {
      case 'NumberDurationLiteral':
        return this.number(node);
      case 'StringLiteral':
        return { kind: 'string', value: this.string(node), ...span };
      case 'ParenExpr':
        return { kind: 'paren', expr: this.expr(children[0]), ...span };
      case 'UnaryExpr':
        return {
          kind: 'unary',
          op: this.text(children[0]),
          expr: this.expr(children[1]),
          ...span,
        };
      case 'VectorSelector':
        return this.selector(node, children);
      case 'MatrixSelector':
        return this.range(span, children);
      case 'SubqueryExpr':
        return this.subquery(span, children);
      case 'OffsetExpr':
        return this.offset(span, children);
      case 'StepInvariantExpr':
        return this.at(span, children);
      case 'FunctionCall':
        return this.call(span, children);
      case 'AggregateExpr':
        return this.aggregate(span, children);
      case 'BinaryExpr':
        return this.binary(span, children);
      default:
        throw this.error(span, `unexpected ${JSON.stringify(this.text(node))}`);
    }
  }

  private number(node: SyntaxNode): Expr {
    const span = { from: node.from, to: node.to };
    const value = parseNumber(this.text(node));
    if (value === undefined) {
      throw this.error(
        span,
        `bad number or duration syntax: ${JSON.stringify(this.text(node))}`,
      );
    }
    return { kind: 'number', value, ...span };
  }

  /** The grammar lets a range or modifier take a whole `a + b`; the server only its last operand. */
  private toLast(expr: Expr, change: (operand: Expr) => Expr): Expr {
    if (expr.kind === 'binary') {
      const right = this.toLast(expr.right, change);
      return { ...expr, right, to: right.to };
    }
    if (expr.kind === 'unary') {
      const inner = this.toLast(expr.expr, change);
      return { ...expr, expr: inner, to: inner.to };
    }
    return change(expr);
  }

  private range(span: Span, [inner, duration]: SyntaxNode[]): Expr {
    const { to } = span;
    return this.toLast(this.expr(inner), selector => {
      if (selector.kind !== 'selector') {
        throw this.error(span, 'ranges only allowed for vector selectors');
      }
      const { from } = selector;
      const range = this.duration(duration);
      return { kind: 'range', selector, range, from, to };
    });
  }

  private subquery({ to }: Span, [inner, range, step]: SyntaxNode[]): Expr {
    return this.toLast(this.expr(inner), expr => ({
      kind: 'subquery',
      expr,
      range: this.duration(range),
      step: step && this.duration(step),
      offset: 0,
      from: expr.from,
      to,
    }));
  }

  private offset(span: Span, children: SyntaxNode[]): Expr {
    const target = this.expr(children[0]);
    const node = children.at(-1)!;
    const text = this.text(node).replace(/\s/g, '');
    const size = parseDuration(text.replace(/^[-+]/, ''));
    if (size === undefined) {
      throw this.error(node, `bad duration syntax: ${JSON.stringify(text)}`);
    }
    return this.toLast(target, operand =>
      this.moved(span, operand, {
        offset: text.startsWith('-') ? -size : size,
      }),
    );
  }

  private at(span: Span, children: SyntaxNode[]): Expr {
    const target = this.expr(children[0]);
    const node = children.at(-1)!;
    let at: number | 'start' | 'end';
    if (node.name === 'AtModifierPreprocessors') {
      at = this.text(node).toLowerCase() as 'start' | 'end';
    } else {
      at = Math.round((parseNumber(this.text(node)) ?? NaN) * 1000);
    }
    return this.toLast(target, operand => this.moved(span, operand, { at }));
  }

  /** A selector or subquery that looks at another moment. */
  private moved(span: Span, expr: Expr, change: Partial<Moment>): Expr {
    switch (expr.kind) {
      case 'selector':
      case 'subquery':
        return { ...expr, ...change, to: span.to };
      case 'range':
        return {
          ...expr,
          selector: { ...expr.selector, ...change },
          to: span.to,
        };
      default:
        throw this.error(expr, 'modifier of what is no selector');
    }
  }

  private call(span: Span, [identifier, body]: SyntaxNode[]): Expr {
    const name = this.text(identifier);
    if (!SIGNATURES.has(name)) {
      throw this.error(span, `unknown function with name "${name}"`);
    }
    const args = childrenOf(body).map(child => this.expr(child));
    return { kind: 'call', name, args, ...span };
  }

  private aggregate(span: Span, children: SyntaxNode[]): Expr {
    const op = this.text(children[0]).toLowerCase();
    const modifier = children.find(child => child.name === 'AggregateModifier');
    const body = children.find(child => child.name === 'FunctionCallBody')!;
    const args = childrenOf(body).map(child => this.expr(child));
    const wanted = AGGREGATES_WITH_PARAM.includes(op) ? 2 : 1;
    return {
      kind: 'aggregate',
      op,
      expr: args.at(-1)!,
      param: wanted === 2 ? args[0] : undefined,
      labels: modifier ? this.labels(modifier) : [],
      without: modifier?.firstChild?.name === 'Without',
      ...span,
    };
  }

  private binary(span: Span, children: SyntaxNode[]): Expr {
    const op = this.text(children[1]).toLowerCase();
    const left = this.expr(children[0]);
    const binary: Expr = {
      kind: 'binary',
      op,
      left,
      right: this.expr(children.at(-1)!),
      bool: children.some(child => child.name === 'BoolModifier'),
      matching: this.matching(
        children.find(child => child.name === 'MatchingModifierClause'),
      ),
      ...span,
    };
    // A sign binds looser than a power: -1 ^ 2 is -(1 ^ 2).
    if (op === '^' && left.kind === 'number' && this.isSigned(left)) {
      const sign = this.query[left.from];
      const base = { ...left, value: sign === '-' ? -left.value : left.value };
      return {
        kind: 'unary',
        op: sign,
        expr: { ...binary, left: base, from: left.from + 1 },
        ...span,
      };
    }
    return binary;
  }

  private isSigned(span: Span): boolean {
    return /[-+]/.test(this.query[span.from]);
  }
}
