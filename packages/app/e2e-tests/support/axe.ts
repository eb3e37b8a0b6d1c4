import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Asserts that axe finds nothing inside the given elements: those our packages draw. What Backstage draws around them
 * is not ours to answer for. An element inside a shadow root is given as the path to it. Fails when a selector matches
 * nothing, so that a renamed element cannot pass unseen.
 */
export async function expectAccessible(
  page: Page,
  ...selectors: (string | [host: string, inner: string])[]
) {
  const builder = new AxeBuilder({ page });
  for (const selector of selectors) {
    const inner = typeof selector === 'string' ? selector : selector[1];
    await expect(page.locator(inner).first()).toBeVisible();
    builder.include(
      typeof selector === 'string' ? selector : { fromShadowDom: selector },
    );
  }
  const { violations } = await builder.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help}\n  ${node.html.slice(0, 300)}`),
  );
  expect(found).toEqual([]);
}
