import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

test.slow();

const DIALOG = '[role="dialog"]';

/** Opens the form of a step of the runbook. */
async function openForm(page: Page, name: string, command: string) {
  await page.goto(
    `/catalog/default/component/prod-blog-service/docs/runbook/${name}`,
  );
  const strip = page
    .locator(`div.highlight:has-text("${command}")`)
    .first()
    .locator('xpath=following-sibling::*[1]');
  // Strips are drawn when they come near, and the page moves until all are.
  await expect(async () => {
    await strip.scrollIntoViewIfNeeded({ timeout: 5_000 });
    await strip
      .getByRole('button', { name: /^(Open form|양식 열기)/ })
      .click({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  return page.locator(DIALOG);
}

test('an object is edited from its live text, and corrected where the server finds a mistake', async ({
  operatorPage: page,
}) => {
  const dialog = await openForm(
    page,
    'rollout-and-rollback',
    'kubectl edit configmap',
  );
  const field = dialog.getByLabel('Object as YAML');
  await expect(field).toHaveValue(/LOG_LEVEL/, { timeout: 30_000 });
  const text = await field.inputValue();
  const level = /LOG_LEVEL: \w+/;

  await field.fill(text.replace(level, 'LOG_LEVEL: off'));
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Line');
  await expect(field).toBeFocused();
  await expectAccessible(page, DIALOG);

  await field.fill(text.replace(level, `LOG_LEVEL: debug${Date.now()}`));
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText(/to the edited text/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator(DIALOG).getByText('Succeeded').first()).toBeVisible(
    {
      timeout: 30_000,
    },
  );
});

test.describe('on a phone, in Korean, at night', () => {
  test.use({
    language: 'ko',
    theme: 'dark',
    viewport: { width: 360, height: 740 },
  });

  test('a Secret value is typed into a form that fits', async ({
    operatorPage: page,
  }) => {
    const dialog = await openForm(page, 'secrets', '--from-literal');
    const field = dialog.getByLabel('값', { exact: true });
    await expect(field).toHaveAttribute('type', 'password');
    await expectAccessible(page, DIALOG);
    const width = await dialog.evaluate(element => element.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await field.fill('a-value-nobody-sees');
    await dialog.getByRole('button', { name: '미리보기' }).click();
    await expect(dialog.getByText(/ALTER ROLE/).first()).toBeVisible();
    expect(await page.content()).not.toContain('a-value-nobody-sees');
  });
});
