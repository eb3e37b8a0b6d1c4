/** A code block of a page. */
export interface FoundBlock {
  /** Unique within the page; comes back from the server. */
  id: string;
  /** The element that a strip follows. */
  node: HTMLElement;
  text: string;
  /** The language of the fence, when the page still knows it. */
  language?: string;
  /** The text of the heading above. */
  heading?: string;
}

/** Marks elements of ours, so that they are never read as part of the document. */
export const SLOT_ATTRIBUTE = 'data-titanium-slot';

const HEADINGS = 'h1, h2, h3, h4, h5, h6';

function languageOf(element: Element): string | undefined {
  const name = [...element.classList].find(each =>
    each.startsWith('language-'),
  );
  return name?.slice('language-'.length);
}

function headingText(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  copy.querySelectorAll('.headerlink').forEach(link => link.remove());
  return copy.textContent?.trim() ?? '';
}

function codeOf(element: Element): Element | null {
  return element.matches('pre')
    ? [...element.children].find(child => child.matches('code')) ?? null
    : element.querySelector('td.code code') ?? element.querySelector('code');
}

/**
 * All code blocks below an element, in order. Highlighted blocks hold a table of line numbers and a copy button beside
 * the code, so only the code's own text is read.
 */
export function findBlocks(root: ParentNode): FoundBlock[] {
  const blocks: FoundBlock[] = [];
  let heading: Element | undefined;
  const elements = root.querySelectorAll<HTMLElement>(
    `${HEADINGS}, div.highlight, pre`,
  );
  for (const element of elements) {
    if (element.closest(`[${SLOT_ATTRIBUTE}]`)) {
      continue;
    }
    if (element.matches(HEADINGS)) {
      heading = element;
      continue;
    }
    if (
      element.parentElement?.closest('div.highlight') ||
      element.querySelector('div.highlight')
    ) {
      continue;
    }
    const code = codeOf(element);
    const text = code?.textContent ?? '';
    if (!code || !text.trim()) {
      continue;
    }
    blocks.push({
      id: `block-${blocks.length}`,
      node: element,
      text,
      language: languageOf(element) ?? languageOf(code),
      heading: heading && headingText(heading),
    });
  }
  return blocks;
}
