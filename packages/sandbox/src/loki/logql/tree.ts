import { parser } from '@grafana/lezer-logql';
import { SyntaxNode } from '@lezer/common';
import { badQuery, parseError } from '../errors';
import { unquote } from './text';

/** As the real server, whose parser refuses longer ones. */
const LONGEST_QUERY = 131_072;
/** The tree is walked recursively. */
const DEEPEST = 200;

/** A place in the syntax tree of a query, with the words to walk it. */
export class Tree {
  constructor(
    readonly query: string,
    private readonly node: SyntaxNode,
    private readonly depth = 0,
  ) {
    if (depth > DEEPEST) {
      throw badQuery('parse error : the query is nested too deeply');
    }
  }

  get name(): string {
    return this.node.name;
  }

  get from(): number {
    return this.node.from;
  }

  get text(): string {
    return this.query.slice(this.node.from, this.node.to);
  }

  /** The value of a string. */
  get string(): string {
    return unquote(this.query, this.node.from, this.node.to);
  }

  children(): Tree[] {
    const children: Tree[] = [];
    for (let child = this.node.firstChild; child; child = child.nextSibling) {
      if (child.name !== 'LineComment') {
        children.push(new Tree(this.query, child, this.depth + 1));
      }
    }
    return children;
  }

  all(name: string): Tree[] {
    return this.children().filter(child => child.name === name);
  }

  child(...names: string[]): Tree | undefined {
    return this.children().find(child => names.includes(child.name));
  }

  /** A list that the grammar nests to the left, flat. */
  list(item: string): Tree[] {
    const items: Tree[] = [];
    const visit = (node: SyntaxNode) => {
      for (let child = node.lastChild; child; child = child.prevSibling) {
        if (child.name === item) {
          items.push(new Tree(this.query, child, this.depth + 1));
        }
      }
    };
    let list: SyntaxNode | null = this.node;
    while (list) {
      visit(list);
      const { name } = list as SyntaxNode;
      const nested: SyntaxNode | null = (list as SyntaxNode).firstChild;
      list = nested?.name === name ? nested : null;
    }
    return items.reverse();
  }

  fail(message: string) {
    return parseError(this.query, this.node.from, message);
  }
}

/** Reads a query; throws what the real server says when it cannot. */
export function parseTree(query: string): Tree {
  if (query.length > LONGEST_QUERY) {
    throw badQuery(
      `parse error : input size too long (${query.length} > ${LONGEST_QUERY})`,
    );
  }
  const tree = parser.parse(query);
  let errorAt = -1;
  tree.iterate({
    enter({ type, from }) {
      if (type.isError && errorAt < 0) {
        errorAt = from;
      }
      return errorAt < 0;
    },
  });
  if (errorAt >= 0) {
    const rest = query.slice(errorAt);
    const at = errorAt + (rest.length - rest.trimStart().length);
    throw parseError(query, at, `unexpected ${tokenAt(query, at)}`);
  }
  return new Tree(query, tree.topNode);
}

/** The token at a place, as the real parser names it. */
function tokenAt(query: string, at: number): string {
  const rest = query.slice(at);
  if (!rest) {
    return '$end';
  }
  if (/^["`]/.test(rest)) {
    return 'STRING';
  }
  if (/^\d/.test(rest)) {
    return 'NUMBER';
  }
  if (/^[a-zA-Z_]/.test(rest)) {
    return 'IDENTIFIER';
  }
  return /^(?:[|!=<>][=~>]|.)/u.exec(rest)?.[0] ?? rest[0];
}
