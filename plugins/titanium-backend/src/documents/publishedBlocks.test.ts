import { PageTooDeepError, publishedBlocks } from './publishedBlocks';

const numbered = (code: string, language = 'bash') =>
  `<div class="language-${language} highlight"><table class="highlighttable"><tr>` +
  '<td class="linenos"><div class="linenodiv"><pre><span></span><span class="normal">1</span></pre></div></td>' +
  `<td class="code"><div><pre><span></span><code><span id="__span-0-1"><a id="__codelineno-0-1" name="__codelineno-0-1"></a>${code}</span></code></pre></div></td>` +
  '</tr></table></div>';

describe('the blocks of a published page', () => {
  it('are the code alone, with language, heading and its id', () => {
    const html = `<html><body><article>
      <h1 id="scaling">Scaling<a class="headerlink" href="#scaling">¶</a></h1>
      ${numbered('kubectl <span class="nb">get</span> pods &amp;&amp; true')}
      <h2 id="by-hand">By hand &lt;now&gt;</h2>
      <pre><code class="language-text">plain</code></pre>
      </article></body></html>`;
    expect(publishedBlocks(html)).toEqual([
      {
        text: 'kubectl get pods && true',
        language: 'bash',
        heading: 'Scaling',
        anchor: 'scaling',
      },
      {
        text: 'plain',
        language: 'text',
        heading: 'By hand <now>',
        anchor: 'by-hand',
      },
    ]);
  });

  it('are none where code is only text, an attribute or a comment', () => {
    expect(
      publishedBlocks(
        '<p><code>kubectl delete pod x</code></p><!-- <pre><code>a</code></pre> --><div title="<pre><code>b</code></pre>"></div><pre>no code</pre>',
      ),
    ).toEqual([]);
  });

  it.each([
    ['elements', '<div>'],
    ['what a comment seems to close', '<div><!--</div>-->'],
    ['formats that are opened again', '<p><b a{n}>'],
  ])('are not looked for in %s nested without end', (_, piece) => {
    const page = Array.from({ length: 200_000 }, (_each, n) =>
      piece.replace('{n}', String(n)),
    ).join('');
    expect(() => publishedBlocks(page)).toThrow(PageTooDeepError);
  });
});
