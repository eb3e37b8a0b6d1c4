import { Entry, nameOf } from './repositories';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escaped = (text: string) => text.replace(/[&<>"]/g, c => ENTITIES[c]);

/** A page with a file's text or with links to what a folder has in it; `at` is the address of its repository's root. */
export function pageOf(entry: Entry, title: string, at: string): string {
  const body =
    entry.type === 'file'
      ? `<pre>${escaped(entry.text)}</pre>`
      : `<ul>${entry.children
          .map(
            child =>
              `<li><a href="${escaped(`${at}/${child.path}`)}">${escaped(
                nameOf(child),
              )}${child.type === 'dir' ? '/' : ''}</a></li>`,
          )
          .join('')}</ul>`;
  const heading = escaped(`${title}/${entry.path}`.replace(/\/$/, ''));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title><style>:root{color-scheme:light dark}body{font:15px/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}pre{overflow-x:auto}</style><h1>${heading}</h1>${body}</html>`;
}
