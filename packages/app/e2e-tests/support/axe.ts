import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Asserts that axe finds nothing inside the given elements: those our packages draw. What Backstage draws around them
 * is not ours to answer for. Fails when a selector matches nothing, so that a renamed element cannot pass unseen.
 */
export async function expectAccessible(page: Page, ...selectors: string[]) {
  const builder = new AxeBuilder({ page });
  for (const selector of selectors) {
    await expect(page.locator(selector).first()).toBeVisible();
    builder.include(selector);
  }
  const { violations } = await builder.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help}\n  ${node.html.slice(0, 300)}`),
  );
  expect(found).toEqual([]);
}
