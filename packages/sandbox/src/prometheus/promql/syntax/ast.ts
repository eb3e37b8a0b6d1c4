import { Matcher } from '../../../world/metrics/tsdb/matchers';

export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

/** Where a node stands in the text. */
export interface Span {
  from: number;
  to: number;
}

/** When a selector looks: moved by `offset` milliseconds, or fixed by `@`. */
export interface Moment {
  offset: number;
  at?: number | 'start' | 'end';
}

export interface NumberLiteral extends Span {
  kind: 'number';
  value: number;
}

export interface StringLiteral extends Span {
  kind: 'string';
  value: string;
}

export interface VectorSelector extends Span, Moment {
  kind: 'selector';
  /** The name before the braces. */
  name: string;
  /** All conditions, the name's last. */
  matchers: Matcher[];
}

export interface MatrixSelector extends Span {
  kind: 'range';
  selector: VectorSelector;
  range: number;
}

export interface Subquery extends Span, Moment {
  kind: 'subquery';
  expr: Expr;
  range: number;
  /** Undefined: the server's evaluation interval. */
  step: number | undefined;
}

export interface Call extends Span {
  kind: 'call';
  name: string;
  args: Expr[];
}

export interface Aggregate extends Span {
  kind: 'aggregate';
  op: string;
  expr: Expr;
  param: Expr | undefined;
  labels: string[];
  without: boolean;
}

export type Cardinality =
  | 'one-to-one'
  | 'many-to-one'
  | 'one-to-many'
  | 'many-to-many';

export interface Matching {
  on: boolean;
  labels: string[];
  card: Cardinality;
  include: string[];
}

export interface Binary extends Span {
  kind: 'binary';
  op: string;
  left: Expr;
  right: Expr;
  bool: boolean;
  matching: Matching;
}

export interface Unary extends Span {
  kind: 'unary';
  op: string;
  expr: Expr;
}

export interface Paren extends Span {
  kind: 'paren';
  expr: Expr;
}

export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregate
  | Binary
  | Unary
  | Paren;

export const COMPARISONS = ['==', '!=', '<', '>', '<=', '>='];
export const SET_OPERATORS = ['and', 'or', 'unless'];

/** As the server's messages call a type. */
export function documented(type: ValueType): string {
  switch (type) {
    case 'vector':
      return 'instant vector';
    case 'matrix':
      return 'range vector';
    default:
      return type;
  }
}

export function unwrapped(expr: Expr): Expr {
  return expr.kind === 'paren' ? unwrapped(expr.expr) : expr;
}
