import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { removeAutoscaler, replicasOf } from './support/cluster';
import { expect, test } from './support/test';

const scaling = (service: string) =>
  `/catalog/default/component/${service}/docs/runbook/scaling`;

/** The strip under the command that scales a service; strips are drawn when their block comes into view. */
async function scaleStep(page: Page, service: string) {
  const block = page
    .locator(
      `div.highlight:has-text("kubectl scale deployment ${service}-deployment")`,
    )
    .first();
  const strip = page
    .locator('[data-titanium-slot]')
    .and(block.locator('xpath=following-sibling::*[1]'))
    .getByRole('group')
    .first();
  await expect(async () => {
    // The reader replaces the whole page once more after it has shown it.
    await block.scrollIntoViewIfNeeded({ timeout: 2_000 });
    await expect(strip).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  return strip;
}

async function preview(page: Page, service: string) {
  const step = await scaleStep(page, service);
  await step.getByRole('button').last().click();
  return page.getByRole('dialog');
}

test('an operator scales from the runbook, sees the pods move, and undoes it', async ({
  openAs,
}) => {
  test.slow();
  await removeAutoscaler('prod-user-service-hpa');
  const pods = await openAs('operator');
  await pods.goto('/catalog/default/component/prod-user-service');
  await pods
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Pods', exact: true })
    .click();
  const table = pods.locator('[data-titanium="pods"]');
  const podRows = table.getByRole('row', { level: 2 });
  await expect(podRows).toHaveCount(2);
  await expect(table.getByText('live')).toBeVisible();

  const page = await openAs('operator');
  await page.goto(scaling('prod-user-service'));
  const dialog = await preview(page, 'prod-user-service');
  await expect(dialog.getByText(/from 2 to 3 replicas/).first()).toBeVisible();
  expect(await replicasOf('prod-user-service-deployment')).toBe(2);

  await dialog.getByRole('button', { name: 'Scale to 3' }).click();
  await expect(dialog.getByText('3 of 3 ready').first()).toBeVisible();
  await expect(dialog.getByText('Succeeded').first()).toBeVisible();
  await expect(podRows).toHaveCount(3);
  expect(await replicasOf('prod-user-service-deployment')).toBe(3);

  await dialog.getByRole('button', { name: 'Undo' }).click();
  await dialog.getByRole('button', { name: 'Scale to 2' }).click();
  await expect(dialog.getByText('2 of 2 ready').first()).toBeVisible();
  await expect(podRows).toHaveCount(2);
  expect(await replicasOf('prod-user-service-deployment')).toBe(2);

  await page.goto('/titanium/runs');
  const runs = page.locator('[data-titanium="runs"]');
  await expect(
    runs.getByRole('link', { name: /user-service.* from 3 to 2/ }).first(),
  ).toBeVisible();
  await runs
    .getByRole('link', { name: /user-service.* from 2 to 3/ })
    .first()
    .click();
  const run = page.locator('[data-titanium="run"]');
  await expect(run.getByText('3 of 3 ready').first()).toBeVisible();
  await expect(
    run.getByRole('cell', { name: 'spec.replicas' }).first(),
  ).toBeVisible();
  await expect(run.getByText('Audit').first()).toBeVisible();
});

test('an autoscaler that will interfere is named before anything happens', async ({
  operatorPage,
}) => {
  await operatorPage.goto(scaling('prod-api-gateway'));
  const dialog = await preview(operatorPage, 'prod-api-gateway');
  await expect(dialog.getByText(/prod-api-gateway-hpa/).first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect(await replicasOf('prod-api-gateway-deployment')).toBe(2);
});

test('a developer of another service is told why not', async ({
  developerPage,
}) => {
  await developerPage.goto(scaling('prod-api-gateway'));
  const dialog = await preview(developerPage, 'prod-api-gateway');
  await expect(dialog.getByText('You may not do this').first()).toBeVisible();
  await expect(dialog.getByRole('button', { name: /Scale to/ })).toHaveCount(0);
  expect(await replicasOf('prod-api-gateway-deployment')).toBe(2);
});

for (const [language, theme, path] of [
  ['en', 'light', 'runbook/scaling'],
  ['ko', 'dark', 'ko/runbook/scaling'],
] as const) {
  test.describe(`in ${language}, ${theme}`, () => {
    test.use({ language, theme });

    test('tab, strips, dialog and runs are accessible', async ({
      operatorPage,
    }) => {
      test.slow();
      const service = '/catalog/default/component/prod-api-gateway';
      await operatorPage.goto(`${service}/pods`);
      await expect(
        operatorPage
          .locator('[data-titanium="pods"]')
          .getByRole('row', { level: 2 }),
      ).not.toHaveCount(0);
      await expectAccessible(operatorPage, '[data-titanium="pods"]');

      await operatorPage.goto(`${service}/docs/${path}`);
      await scaleStep(operatorPage, 'prod-api-gateway');
      await expectAccessible(operatorPage, [
        '[data-testid="techdocs-native-shadowroot"]',
        '[data-titanium="command-block"]',
      ]);
      const dialog = await preview(operatorPage, 'prod-api-gateway');
      await expect(
        dialog.getByText(/prod-api-gateway-hpa/).first(),
      ).toBeVisible();
      await expectAccessible(operatorPage, '[role="dialog"]');

      await operatorPage.goto('/titanium/runs');
      await expectAccessible(operatorPage, '[data-titanium="runs"]');
    });
  });
}
