import { highlighted, pageOf } from '../testing';
import { findBlocks } from './findBlocks';

describe('findBlocks', () => {
  it('reads the code of a table with line numbers, not the numbers', () => {
    const page = pageOf(
      `<h2 id="s">Scaling<a class="headerlink" href="#s">¶</a></h2>${highlighted(
        'kubectl get pods\nkubectl get nodes',
      )}`,
    );
    expect(findBlocks(page)).toEqual([
      {
        id: 'block-0',
        node: page.querySelector('div.highlight'),
        text: 'kubectl get pods\nkubectl get nodes',
        language: 'bash',
        heading: 'Scaling',
      },
    ]);
  });

  it('reads plain blocks and keeps the order of the page', () => {
    const page = pageOf(
      `<pre><code class="language-sh">one</code></pre>${highlighted(
        'two',
        'text',
      )}<pre><code>three</code></pre>`,
    );
    expect(
      findBlocks(page).map(({ text, language }) => [text, language]),
    ).toEqual([
      ['one', 'sh'],
      ['two', 'text'],
      ['three', undefined],
    ]);
  });

  it('leaves inline code, empty blocks and its own slots alone', () => {
    const page = pageOf(
      '<p><code>kubectl</code></p><pre><code> \n</code></pre><div data-titanium-slot><pre><code>ours</code></pre></div>',
    );
    expect(findBlocks(page)).toEqual([]);
  });
});
