import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

const runbook = (page: string) =>
  `/catalog/default/component/prod-api-gateway/docs/runbook/${page}`;
const strips = (page: Page) => page.locator('[data-titanium="command-block"]');
test.slow();

const slots = (page: Page) => page.locator('[data-titanium-slot]');

/** Opens a page of the runbook and waits until its commands were read. */
async function open(page: Page, name: string) {
  await page.goto(runbook(name));
  await expect(strips(page).first()).toBeVisible({ timeout: 60_000 });
}

/** The strip below the block that holds a command. */
function stripOf(page: Page, command: string) {
  return page
    .locator(`div.highlight:has-text("${command}")`)
    .first()
    .locator('xpath=following-sibling::*[1]');
}

test('a step that reads runs in place and collapses to one line', async ({
  operatorPage: page,
}) => {
  await open(page, 'daily-checks');
  const strip = stripOf(page, 'kubectl get pods -n titanium-prod');
  await strip.getByRole('button', { name: /^Run/ }).click();
  const table = strip.getByRole('table');
  await expect(
    table.getByRole('cell', { name: /^prod-api-gateway-deployment-/ }).first(),
  ).toBeVisible();
  await expect(strip.getByText(/\d+ pods.*(now|ago)/)).toBeVisible();

  await strip.getByRole('button', { name: 'Hide result' }).click();
  await expect(table).toBeHidden();
  await expect(strip.getByText(/\d+ pods.*(now|ago)/)).toBeVisible();
});

test('a placeholder is a field with live choices, kept for the page', async ({
  operatorPage: page,
}) => {
  await open(page, 'daily-checks');
  const describe = stripOf(page, 'kubectl describe pod');
  await describe.scrollIntoViewIfNeeded();
  await describe.getByRole('button', { name: /^Run/ }).click();
  await expect(describe.getByText('Fill in pod-name first')).toBeVisible();

  const field = describe.getByRole('combobox', { name: 'pod-name' });
  await expect(field).toBeFocused();
  await field.pressSequentially('gateway');
  await expect(describe.getByRole('option').first()).toContainText('gateway');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(/^prod-api-gateway-deployment-/);
  await page.keyboard.press('Enter');
  await expect(describe.getByText('Conditions').first()).toBeVisible();

  const logs = stripOf(page, 'kubectl logs <pod-name>');
  await logs.scrollIntoViewIfNeeded();
  await expect(logs.getByRole('combobox', { name: 'pod-name' })).toHaveValue(
    await field.inputValue(),
  );
});

test('twenty pages later every strip belongs to a block', async ({
  operatorPage: page,
}) => {
  await open(page, 'daily-checks');
  for (let round = 0; round < 10; round++) {
    for (const [name, heading] of [
      ['Scaling', 'Scaling'],
      ['Daily checks', 'Daily checks'],
    ]) {
      await page.getByRole('link', { name, exact: true }).first().click();
      await expect(
        page.getByRole('heading', { name: heading, level: 1 }),
      ).toBeVisible();
      await expect(strips(page).first()).toBeVisible();
    }
  }
  const orphans = await slots(page).evaluateAll(
    found =>
      found.filter(
        slot => !slot.previousElementSibling?.matches('div.highlight, pre'),
      ).length,
  );
  expect(orphans).toBe(0);
  expect(await slots(page).count()).toBe(
    await page.locator('div.highlight').count(),
  );
});

test('a page of 200 blocks keeps their places and draws what is near', async ({
  operatorPage: page,
}) => {
  await page.route('**/runbook/scaling/index.html', async route => {
    const response = await route.fetch();
    const html = await response.text();
    const [block] =
      html.match(/<div class="[^"]*highlight[^"]*">[\s\S]*?<\/table><\/div>/) ??
      [];
    await route.fulfill({
      response,
      body: html.replace(block!, `<p>Step</p>${block}`.repeat(200)),
    });
  });
  await open(page, 'scaling');
  expect(await slots(page).count()).toBeGreaterThan(200);
  expect(await strips(page).count()).toBeLessThan(30);

  // A strip takes the place that was kept for it, so the text stays where it is.
  const heights = await slots(page).evaluateAll(found => [
    ...new Set(found.map(slot => slot.getBoundingClientRect().height)),
  ]);
  expect(heights).toHaveLength(1);
});
