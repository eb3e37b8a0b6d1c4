import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@grafana/lezer-logql';
import { LabelMatcher, unquote } from '../labelMatchers';
import { blankComments, lex } from './lex';

/** A stream selector and where it stands. */
export interface StreamSelector {
  from: number;
  to: number;
  matchers: LabelMatcher[];
}

/** A query that can be read. */
export interface LogqlQuery {
  ok: true;
  /** The query without its comments; everything stands where it stood. */
  text: string;
  /** `log` gives lines, `metric` gives values. */
  kind: 'log' | 'metric';
  selectors: StreamSelector[];
  /** True when there is nothing but a selector. */
  bare: boolean;
  /** True when a stage takes fields from lines, which can fail for single lines. */
  parses: boolean;
}

/** Where and why a query cannot be read. */
export interface LogqlFault {
  ok: false;
  /** Loki's way to say it: `parse error at line 1, col 5: ...`. */
  message: string;
  offset: number;
  length: number;
}

/** The line and column, from one, of an offset. */
export function placeOf(
  text: string,
  offset: number,
): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

/** A fault in Loki's own words. */
export function fault(
  text: string,
  offset: number,
  length: number,
  why: string,
): LogqlFault {
  const { line, column } = placeOf(text, offset);
  return {
    ok: false,
    offset,
    length,
    message: `parse error at line ${line}, col ${column}: ${why}`,
  };
}

function firstError(tree: Tree): { from: number; to: number } | undefined {
  let found: { from: number; to: number } | undefined;
  tree.iterate({
    enter(node) {
      if (!found && node.type.isError) {
        found = { from: node.from, to: node.to };
      }
      return found === undefined;
    },
  });
  return found;
}

function wordAt(text: string, offset: number): string {
  return (
    /^\s*([A-Za-z_]\w*|\S)/.exec(text.slice(offset, offset + 80))?.[1] ?? ''
  );
}

const OPS: Record<string, LabelMatcher['op']> = {
  Eq: '=',
  Neq: '!=',
  Re: '=~',
  Nre: '!~',
};

function readMatcher(node: SyntaxNode, text: string): LabelMatcher | undefined {
  const [name, op, value] = [
    node.firstChild,
    node.firstChild?.nextSibling,
    node.lastChild,
  ];
  const literal = value && unquote(text.slice(value.from, value.to));
  if (
    name?.name !== 'Identifier' ||
    !op ||
    !Object.hasOwn(OPS, op.name) ||
    value?.name !== 'String' ||
    literal === undefined ||
    literal === null
  ) {
    return undefined;
  }
  return {
    name: text.slice(name.from, name.to),
    op: OPS[op.name],
    value: literal,
  };
}

const PARSERS = new Set([
  'LabelParser',
  'JsonExpressionParser',
  'LogfmtParser',
  'LogfmtExpressionParser',
  'LineFormatExpr',
  'LabelFormatExpr',
]);

/**
 * Reads a query with the grammar that Grafana uses. Never throws. Refuses whatever does not parse as a whole, and what
 * this reading and Loki's could see differently.
 */
export function readLogql(written: string): LogqlQuery | LogqlFault {
  const lexed = lex(written);
  if (!lexed.ok) {
    return fault(written, lexed.offset, 1, lexed.message);
  }
  const text = blankComments(written, lexed.comments);
  if (text.trim() === '') {
    return fault(text, 0, 0, 'syntax error: the query is empty');
  }
  const tree = parser.parse(text);
  const error = firstError(tree);
  if (error) {
    const skipped = /^\s*/.exec(text.slice(error.from))![0].length;
    const offset = Math.min(error.from + skipped, text.trimEnd().length);
    const word = wordAt(text, offset);
    return fault(
      text,
      offset,
      Math.max(1, word.length),
      `syntax error: unexpected ${word || 'end of the query'}`,
    );
  }
  const strings = new Set(lexed.strings.map(({ from, to }) => `${from}-${to}`));
  const selectors: StreamSelector[] = [];
  let kind: LogqlQuery['kind'] = 'log';
  let seen = 0;
  let parses = false;
  let stages = false;
  let wrong: LogqlFault | undefined;
  tree.iterate({
    enter(node) {
      const { name, from, to } = node;
      if (name === 'MetricExpr') {
        kind = 'metric';
      } else if (name === 'PipelineExpr') {
        stages = true;
      } else if (PARSERS.has(name)) {
        parses = true;
      } else if (name === 'String') {
        seen += 1;
        if (!strings.has(`${from}-${to}`)) {
          wrong ??= fault(text, from, to - from, 'unclear string');
        }
      } else if (name === 'Selector') {
        const matchers = node.node
          .getChildren('Matchers')
          .flatMap(each => matcherNodes(each));
        const read = matchers.map(each => readMatcher(each, text));
        const unread = read.findIndex(each => each === undefined);
        if (unread >= 0) {
          const at = matchers[unread];
          wrong ??= fault(
            text,
            at.from,
            at.to - at.from,
            'this matcher cannot be read',
          );
        }
        selectors.push({
          from,
          to,
          matchers: read.filter(each => each !== undefined),
        });
      }
    },
  });
  if (!wrong && seen !== strings.size) {
    wrong = fault(text, 0, 1, 'syntax error: a string where none belongs');
  }
  return (
    wrong ?? {
      ok: true,
      text,
      kind,
      selectors,
      bare: kind === 'log' && !stages,
      parses,
    }
  );
}

function matcherNodes(node: SyntaxNode): SyntaxNode[] {
  return [
    ...node.getChildren('Matchers').flatMap(each => matcherNodes(each)),
    ...node.getChildren('Matcher'),
  ];
}

/**
 * The one namespace that every selector of a query stays within, by an equality matcher; null when there is none or when
 * they differ.
 */
export function namespaceOf(query: LogqlQuery): string | null {
  const namespaces = query.selectors.map(({ matchers }) => {
    const said = new Set(
      matchers
        .filter(({ name, op }) => name === 'namespace' && op === '=')
        .map(({ value }) => value),
    );
    return said.size === 1 ? [...said][0] : null;
  });
  const [first] = namespaces;
  return first && namespaces.every(each => each === first) ? first : null;
}
