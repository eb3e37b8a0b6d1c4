import type { Page } from '@playwright/test';
import { duringIncident } from './support/sandbox';
import { expect, test } from './support/test';

const SERVICE = '/catalog/default/component/prod-api-gateway';

/** The control under the block of a document that holds this text. */
async function strip(page: Page, text: string) {
  const block = page.locator(`div.highlight:has-text("${text}")`).first();
  const control = page
    .locator('[data-titanium-slot]')
    .and(block.locator('xpath=following-sibling::*[1]'))
    .getByRole('group')
    .first();
  await expect(async () => {
    // The reader replaces the whole page once more after it has shown it.
    await block.scrollIntoViewIfNeeded({ timeout: 2_000 });
    await expect(control).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  return control;
}

/** Brings auto-sync back, so that the next test finds the application as it was. */
async function restoreAutoSync(page: Page) {
  await page.goto(`${SERVICE}/delivery`);
  const delivery = page.locator('[data-titanium="delivery"]');
  await delivery
    .getByRole('button', { name: 'Restore auto-sync' })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Restore auto-sync' }).click();
  await expect(dialog.getByText('Succeeded').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
}

test('an alert leads to the deployment, its errors, its logs and the way back', async ({
  operatorPage: page,
}) => {
  test.setTimeout(240_000);
  await duringIncident('bad-release', async () => {
    await page.goto(SERVICE);
    const overview = page.locator('[data-titanium="overview"]');
    const alert = overview.locator('[data-alert="HighErrorRate"]');
    await expect(alert.getByText('firing for')).toBeVisible({
      timeout: 60_000,
    });
    await expect(
      alert.getByText(/v1\.3\.0 was deployed .* before the alert/),
    ).toBeVisible();

    await overview.getByRole('link', { name: 'Errors', exact: true }).click();
    const metrics = page.locator('[data-titanium="metrics"]');
    await expect(metrics.getByText('critical').first()).toBeVisible();
    await metrics
      .getByRole('button', { name: /Deployed|deployment/ })
      .first()
      .click();
    await page
      .getByRole('link', { name: 'Error lines from here' })
      .first()
      .click();

    const logs = page.locator('[data-titanium="logs"]');
    await expect(page).toHaveURL(/\/logs\?.*from=/);
    // The first line after the deployment, of errors only, and pointed out.
    await expect(
      logs.getByRole('log').getByText('upstream request failed').first(),
    ).toBeVisible();
    await expect(
      logs.getByRole('log').getByText('info', { exact: true }),
    ).toHaveCount(0);

    await page.goto(`${SERVICE}/delivery`);
    const delivery = page.locator('[data-titanium="delivery"]');
    // Earlier nights have left rows of their own: the newest is what runs.
    const history = delivery.getByRole('row', { name: /Show revision/ });
    const released = history.first();
    await expect(released.getByText('current')).toBeVisible();
    await expect(released).toContainText('smaller upstream pool');
    await history
      .filter({ hasText: 'raise upstream timeout' })
      .first()
      .getByRole('button', { name: /Roll back to this/ })
      .click();

    const dialog = page.getByRole('dialog');
    await expect(
      dialog.getByText(/Automatic sync is on/).first(),
    ).toBeVisible();
    await dialog.getByRole('button', { name: /^Roll back to \d+$/ }).click();
    await expect(dialog.getByText('Succeeded').last()).toBeVisible({
      timeout: 60_000,
    });
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(
      delivery.getByText('OutOfSync is normal after a rollback.'),
    ).toBeVisible();
    await expect(delivery.getByText('Auto-sync is paused.')).toBeVisible();

    await page.goto(SERVICE);
    await expect(overview.getByText(/pods ready/).first()).toBeVisible();
    await expect(alert).toHaveCount(0, { timeout: 90_000 });

    await page.goto('/titanium/runs');
    await page
      .locator('[data-titanium="runs"]')
      .getByRole('link', { name: /prod-api-gateway back from/ })
      .first()
      .click();
    const run = page.locator('[data-titanium="run"]');
    await expect(run.getByText('Audit').first()).toBeVisible();
  });
  await restoreAutoSync(page);
});

test('the alert leads to the step of the runbook, with the service filled in', async ({
  operatorPage: page,
}) => {
  test.setTimeout(240_000);
  await duringIncident('bad-release', async () => {
    await page.goto(SERVICE);
    const alert = page.locator('[data-alert="HighErrorRate"]');
    await expect(alert.getByText('firing for')).toBeVisible({
      timeout: 60_000,
    });
    await alert.getByRole('link', { name: 'Runbook' }).click();
    await expect(page).toHaveURL(/entity=component.*#argocd-rollback/);

    const step = await strip(page, 'argocd app rollback');
    const [application, revision] = await step.getByRole('combobox').all();
    await application.click();
    await page.getByRole('option', { name: /prod-api-gateway/ }).click();
    await revision.click();
    await page
      .getByRole('option', { name: /raise upstream timeout|v1\.2\.3/ })
      .first()
      .click();
    await step.getByRole('button').last().click();

    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Roll back to \d+$/ }).click();
    await expect(dialog.getByText('Succeeded').last()).toBeVisible({
      timeout: 60_000,
    });
    await dialog.getByRole('button', { name: 'Close' }).click();
  });
  await restoreAutoSync(page);
});
