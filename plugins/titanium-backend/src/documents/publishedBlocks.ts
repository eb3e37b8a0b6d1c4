import { DefaultTreeAdapterMap, defaultTreeAdapter, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** A code block of a published page. */
export interface PublishedBlock {
  text: string;
  language?: string;
  /** The text of the heading above. */
  heading?: string;
  /** The heading's id. */
  anchor?: string;
}

/** Deeper than any document. The time a parser takes grows with the depth, and so does what we do afterwards. */
const DEEPEST = 400;

/** A page nested beyond all reason. */
export class PageTooDeepError extends Error {}

/** Parses as browsers do, and gives up on pages that are only made to cost time. */
function parsePage(html: string) {
  let depth = 0;
  return parse(html, {
    treeAdapter: {
      ...defaultTreeAdapter,
      onItemPush: () => {
        depth += 1;
        if (depth > DEEPEST) {
          throw new PageTooDeepError();
        }
      },
      onItemPop: () => {
        depth -= 1;
      },
    },
  });
}

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

function attributeOf(element: Element, wanted: string): string | undefined {
  return element.attrs.find(({ name }) => name === wanted)?.value;
}

function classesOf(element: Element): string[] {
  return attributeOf(element, 'class')?.split(/\s+/) ?? [];
}

const isCode = ({ tagName }: Element) => tagName === 'code';
const isHighlight = (element: Element) =>
  element.tagName === 'div' && classesOf(element).includes('highlight');
const isPermalink = (element: Element) =>
  classesOf(element).includes('headerlink');

/**
 * The code blocks of a page of TechDocs, in order, found as the reader's addon finds them in the browser. Highlighted
 * blocks hold a table of line numbers beside the code, so only the code's own text is read. Throws
 * {@link PageTooDeepError}.
 */
export function publishedBlocks(html: string): PublishedBlock[] {
  const blocks: PublishedBlock[] = [];
  let heading: string | undefined;
  let anchor: string | undefined;
  walk(parsePage(html), element => {
    if (HEADINGS.has(element.tagName)) {
      heading = textOf(element, isPermalink).trim();
      anchor = attributeOf(element, 'id');
      return 'enter';
    }
    const highlighted =
      element.tagName === 'div' && classesOf(element).includes('highlight');
    if (!highlighted && element.tagName !== 'pre') {
      return 'enter';
    }
    if (highlighted && find(element, isHighlight)) {
      return 'enter';
    }
    const code =
      element.tagName === 'pre'
        ? childrenOf(element).find(({ tagName }) => tagName === 'code')
        : codeOf(element);
    const text = code ? textOf(code) : '';
    if (code && text.trim()) {
      blocks.push({
        text,
        language: languageOf(element) ?? languageOf(code),
        heading,
        anchor,
      });
    }
    return 'skip';
  });
  return blocks;
}

function codeOf(element: Element): Element | undefined {
  const cell = find(
    element,
    each => each.tagName === 'td' && classesOf(each).includes('code'),
  );
  return (cell && find(cell, isCode)) ?? find(element, isCode);
}

function languageOf(element: Element): string | undefined {
  const name = classesOf(element).find(each => each.startsWith('language-'));
  return name?.slice('language-'.length);
}

function childrenOf(node: Node): Element[] {
  return 'childNodes' in node
    ? node.childNodes.filter(child => defaultTreeAdapter.isElementNode(child))
    : [];
}

/** All elements below a node in the order of the document; what is skipped is not entered. */
function walk(node: Node, visit: (element: Element) => 'enter' | 'skip'): void {
  for (const child of childrenOf(node)) {
    if (visit(child) === 'enter') {
      walk(child, visit);
    }
  }
}

/** The first element below that fits. */
function find(
  element: Element,
  fits: (each: Element) => boolean,
): Element | undefined {
  let found: Element | undefined;
  walk(element, each => {
    if (!found && fits(each)) {
      found = each;
    }
    return found ? 'skip' : 'enter';
  });
  return found;
}

function textOf(
  node: Node,
  leftOut: (element: Element) => boolean = () => false,
): string {
  if (defaultTreeAdapter.isTextNode(node)) {
    return node.value;
  }
  if (
    !('childNodes' in node) ||
    (defaultTreeAdapter.isElementNode(node) && leftOut(node))
  ) {
    return '';
  }
  return node.childNodes.map(child => textOf(child, leftOut)).join('');
}
