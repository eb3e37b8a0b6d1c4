/* eslint-disable no-script-url -- what must not get through */
import { safeUrl } from './safeUrl';

describe('safeUrl', () => {
  it.each([
    'https://runbooks.example/a?b=c#d',
    'http://runbooks.example',
    '/docs/default/system/titanium/runbook/rollout-and-rollback?entity=component:default/a#argocd-rollback',
  ])('keeps %s', url => {
    expect(safeUrl(url)).toBe(url);
  });

  it.each([
    undefined,
    '',
    'docs/a',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://user:password@elsewhere.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'https:elsewhere',
    'https://a b',
    `https://x.example/${'a'.repeat(3000)}`,
  ])('takes %j away', url => {
    expect(safeUrl(url)).toBeNull();
  });
});
