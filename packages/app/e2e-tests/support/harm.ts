import { expect, type Page } from '@playwright/test';

declare global {
  interface Window {
    __pwned?: unknown;
    __harm?: string[];
  }
}

/** Watches a page from before its first script: for what runs, leaves, opens or is copied. */
export async function watchForHarm(page: Page) {
  const done: string[] = [];
  page.on('dialog', dialog => {
    done.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('popup', popup => done.push(`a window: ${popup.url()}`));
  page.on('download', download => done.push(`a file: ${download.url()}`));
  page.on('request', request => {
    const url = new URL(request.url());
    const own = /^(about:|blob:)/.test(page.url())
      ? undefined
      : new URL(page.url()).origin;
    if (/^https?:$/.test(url.protocol) && own && url.origin !== own) {
      done.push(`a request to ${url}`);
    }
    if (/\/x$/.test(url.pathname)) {
      done.push(`an element that asked for ${url}`);
    }
  });
  await page.addInitScript(() => {
    window.__harm = [];
    const told = (what: string) => window.__harm!.push(what);
    document.addEventListener('securitypolicyviolation', event =>
      told(
        `the policy of the page refused ${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
      ),
    );
    const { clipboard } = navigator;
    if (clipboard) {
      const { writeText } = clipboard;
      clipboard.writeText = text => {
        told(`the clipboard was given ${text}`);
        return writeText.call(clipboard, text);
      };
    }
    const { execCommand } = document;
    document.execCommand = (command, ...rest) => {
      told(`the page was told to ${command}`);
      return execCommand.call(document, command, ...rest);
    };
  });
  return done;
}

/** Whatever on the page, shadow roots included, runs, leads astray or cannot be seen. */
function lookForHarm(): string[] {
  const HIDDEN =
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164]|[\u{e0000}-\u{e0fff}]|y\u200bl|d\ufeff/u;
  const found = [...(window.__harm ?? [])];
  if (window.__pwned !== undefined) {
    found.push('a program of the platform ran');
  }
  if (/root/.test(document.title)) {
    found.push(`the title is ${document.title}`);
  }
  const look = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) {
        look(element.shadowRoot);
      }
      for (const { name, value } of element.attributes) {
        if (/^on/.test(name)) {
          found.push(`${element.tagName} has ${name}`);
        }
        if (/^(href|src|action|formaction|xlink:href|srcdoc)$/.test(name)) {
          const { protocol } = new URL(value, document.baseURI);
          const image = element.tagName === 'IMG' && protocol === 'data:';
          if (!/^(https?|blob):$/.test(protocol) && !image) {
            found.push(`${element.tagName} leads to ${value}`);
          }
        }
        // A field holds what was typed into it, letter by letter.
        const typed = name === 'value' && element.tagName === 'INPUT';
        if (!typed && HIDDEN.test(value)) {
          found.push(`hidden characters in ${name} of ${element.tagName}`);
        }
      }
      if (element.matches('img[src="x"], iframe, object, embed, base')) {
        found.push(`an element made of markup: ${element.outerHTML}`);
      }
      for (const node of element.childNodes) {
        if (
          node.nodeType === Node.TEXT_NODE &&
          !/^(SCRIPT|STYLE|TEXTAREA)$/.test(element.tagName) &&
          HIDDEN.test(node.textContent ?? '')
        ) {
          found.push(`hidden characters in the text of ${element.outerHTML}`);
        }
      }
    }
  };
  look(document);
  return found.map(text => text.slice(0, 400));
}

/** Asserts that nothing has come of the hostile text that the page shows. */
export async function expectNoHarm(page: Page, done: readonly string[]) {
  expect(await page.evaluate(lookForHarm)).toEqual([]);
  expect(done).toEqual([]);
}
