import {
  Aggregate,
  Binary,
  COMPARISONS,
  Call,
  Expr,
  SET_OPERATORS,
  Span,
  ValueType,
  documented,
} from './ast';
import { ParseError } from './errors';
import { SIGNATURES } from './signatures';

export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'range':
    case 'subquery':
      return 'matrix';
    case 'call':
      return SIGNATURES.get(expr.name)!.returns;
    case 'binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar'
        ? 'scalar'
        : 'vector';
    case 'unary':
    case 'paren':
      return typeOf(expr.expr);
    default:
      return 'vector';
  }
}

/** Whether the types fit together; throws {@link ParseError} for the first that does not. */
export function check(query: string, root: Expr): void {
  const fail = (span: Span, reason: string): never => {
    throw new ParseError(query, span, reason);
  };

  function expect(expr: Expr, wanted: ValueType, context: string) {
    const type = visit(expr);
    if (type !== wanted) {
      fail(
        expr,
        `expected type ${documented(wanted)} in ${context}, got ${documented(
          type,
        )}`,
      );
    }
  }

  function call({ name, args, ...span }: Call) {
    const { args: types, variadic } = SIGNATURES.get(name)!;
    const least = variadic === 0 ? types.length : types.length - 1;
    const most = variadic < 0 ? Infinity : least + variadic;
    const isExact = variadic === 0 && args.length !== least;
    if (isExact || args.length < least || args.length > most) {
      const bound = args.length < least ? 'at least ' : 'at most ';
      fail(
        span,
        `expected ${variadic === 0 ? '' : bound}${
          args.length < least ? least : most
        } argument(s) in call to "${name}", got ${args.length}`,
      );
    }
    args.forEach((arg, index) =>
      expect(
        arg,
        types[Math.min(index, types.length - 1)],
        `call to function "${name}"`,
      ),
    );
  }

  function aggregate({ op, expr, param }: Aggregate) {
    expect(expr, 'vector', 'aggregation expression');
    if (param) {
      expect(
        param,
        op === 'count_values' ? 'string' : 'scalar',
        'aggregation parameter',
      );
    }
  }

  function binary(expr: Binary) {
    const { op, left, right, matching } = expr;
    const types = [visit(left), visit(right)];
    const operator = {
      from: left.to + /^\s*/.exec(query.slice(left.to))![0].length,
      to: right.from,
    };
    const isComparison = COMPARISONS.includes(op);
    const isSet = SET_OPERATORS.includes(op);
    if (expr.bool && !isComparison) {
      fail(operator, 'bool modifier can only be used on comparison operators');
    }
    if (isComparison && !expr.bool && types.every(type => type === 'scalar')) {
      fail(operator, 'comparisons between scalars must use BOOL modifier');
    }
    const twice = matching.labels.find(
      label => matching.on && matching.include.includes(label),
    );
    if (twice !== undefined) {
      fail(
        operator,
        `label "${twice}" must not occur in ON and GROUP clause at once`,
      );
    }
    [left, right].forEach((side, index) => {
      if (types[index] !== 'scalar' && types[index] !== 'vector') {
        fail(
          side,
          'binary expression must contain only scalar and instant vector types',
        );
      }
    });
    const areVectors = types.every(type => type === 'vector');
    if (!areVectors && matching.labels.length > 0) {
      fail(expr, 'vector matching only allowed between instant vectors');
    }
    if (areVectors && isSet && matching.card !== 'one-to-one') {
      fail(expr, `no grouping allowed for "${op}" operation`);
    }
    if (!areVectors && isSet) {
      fail(
        expr,
        `set operator "${op}" not allowed in binary scalar expression`,
      );
    }
  }

  function visit(expr: Expr): ValueType {
    switch (expr.kind) {
      case 'call':
        call(expr);
        break;
      case 'aggregate':
        aggregate(expr);
        break;
      case 'binary':
        binary(expr);
        break;
      case 'paren':
        visit(expr.expr);
        break;
      case 'unary': {
        const type = visit(expr.expr);
        if (type !== 'scalar' && type !== 'vector') {
          fail(
            expr,
            `unary expression only allowed on expressions of type scalar or instant vector, got "${documented(
              type,
            )}"`,
          );
        }
        break;
      }
      case 'subquery': {
        const type = visit(expr.expr);
        if (type !== 'vector') {
          fail(
            expr,
            `subquery is only allowed on instant vector, got ${type} instead`,
          );
        }
        break;
      }
      case 'range':
        visit(expr.selector);
        break;
      case 'selector': {
        const other = expr.matchers
          .slice(0, -1)
          .find(({ name }) => name === '__name__');
        if (expr.name && other) {
          fail(
            expr,
            `metric name must not be set twice: "${expr.name}" or "${other.value}"`,
          );
        }
        if (!expr.name && expr.matchers.every(item => item.matches(''))) {
          fail(
            expr,
            'vector selector must contain at least one non-empty matcher',
          );
        }
        break;
      }
      default:
    }
    return typeOf(expr);
  }

  visit(root);
}
