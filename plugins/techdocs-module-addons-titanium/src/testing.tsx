import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  TechDocsReaderPageProvider,
  useTechDocsReaderPage,
} from '@backstage/plugin-techdocs-react';
import { ReactNode, useEffect, useRef } from 'react';

const DOCUMENT: CompoundEntityRef = {
  kind: 'system',
  namespace: 'default',
  name: 'titanium',
};

/** A block as techdocs-core renders it: line numbers in a table, and the reader's copy button inside the code's pre. */
export function highlighted(code: string, language = 'bash'): string {
  const numbers = code
    .split('\n')
    .map((_, index) => `<span class="normal">${index + 1}</span>`)
    .join('\n');
  return `<div class="language-${language} highlight"><table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>${numbers}</pre></div></td><td class="code"><div><pre><div>Copy</div><span></span><code>${code}</code></pre></div></td></tr></table></div>`;
}

/** What a page of the reader looks like around its content. */
export function pageOf(content: string): HTMLElement {
  const html = document.createElement('html');
  html.innerHTML = `<head></head><body><div data-md-component="content"><article class="md-content__inner md-typeset">${content}</article></div></body>`;
  return html;
}

function Host(props: { onRoot: (root: ShadowRoot) => void }) {
  const ref = useRef<HTMLDivElement>(null);
  const { setShadowRoot } = useTechDocsReaderPage();
  const { onRoot } = props;
  useEffect(() => {
    const root =
      ref.current!.shadowRoot ?? ref.current!.attachShadow({ mode: 'open' });
    onRoot(root);
    setShadowRoot(root);
    // Once, as the reader does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return <div ref={ref} data-testid="host" />;
}

/** The reader around an addon, with a real shadow root whose content the test replaces. */
export function Reader(props: {
  onRoot: (root: ShadowRoot) => void;
  children: ReactNode;
}) {
  return (
    <TechDocsReaderPageProvider entityRef={DOCUMENT}>
      <Host onRoot={props.onRoot} />
      {props.children}
    </TechDocsReaderPageProvider>
  );
}
