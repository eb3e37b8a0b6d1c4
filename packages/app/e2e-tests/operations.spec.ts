import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { duringIncident } from './support/sandbox';
import { expect, test } from './support/test';

const PAGE = '[data-titanium="operations"]';
const CARD = '[data-titanium="overview"]';
const SERVICE = '/catalog/default/component/prod-api-gateway';

const services = (page: Page) =>
  page.getByRole('grid', { name: 'Services' }).getByRole('row');

test('operators see every service, node and namespace', async ({
  operatorPage: page,
}) => {
  await page.goto('/titanium');
  await expect(
    services(page).filter({ hasText: 'prod-user-service' }),
  ).toContainText(/\d+\/\d+ ready/);
  await expect(
    page.getByRole('grid', { name: 'Nodes' }).getByText('node-1'),
  ).toBeVisible();
  await expect(
    page.getByRole('grid', { name: 'Namespaces' }).getByText('titanium-prod'),
  ).toBeVisible();
  await expectAccessible(page, PAGE);
});

test('developers see the services, and are told what is for operators', async ({
  developerPage: page,
}) => {
  await page.goto('/titanium');
  await expect(
    services(page).filter({ hasText: 'prod-user-service' }),
  ).toContainText(/\d+\/\d+ ready/);
  await expect(page.getByText('No alert fires')).toBeVisible();
  await expect(
    page.getByText('The use of nodes and namespaces is for operators.'),
  ).toBeVisible();
  await expectAccessible(page, PAGE);
});

test('what fires comes first, and can be silenced with a reason', async ({
  operatorPage: page,
}) => {
  test.setTimeout(180_000);
  await duringIncident('bad-release', async () => {
    await page.goto('/titanium?show=attention');
    const alert = page.locator(`${PAGE} [data-alert="HighErrorRate"]`);
    await expect(alert.getByText('firing for')).toBeVisible({
      timeout: 60_000,
    });
    await expect(
      services(page).filter({ hasText: 'prod-api-gateway' }),
    ).toContainText('HighErrorRate');
    await expectAccessible(page, PAGE);

    await page.goto(SERVICE);
    await expect(
      page.locator(CARD).getByText('Critical').first(),
    ).toBeVisible();
    await expectAccessible(page, CARD);
    await page.getByRole('button', { name: 'Silence: HighErrorRate' }).click();
    await page.getByLabel(/^Why/).fill('rolling back now');
    await page.getByRole('button', { name: 'Preview' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Silence for/ }).click();
    await expect(dialog.getByText('Succeeded').first()).toBeVisible({
      timeout: 60_000,
    });
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(
      page.locator(CARD).getByText(/Silenced by .*: rolling back now/),
    ).toBeVisible({ timeout: 60_000 });
    await page
      .getByRole('button', { name: 'End silence: HighErrorRate' })
      .click();
    await dialog.getByRole('button', { name: 'End silence' }).click();
    await expect(dialog.getByText('Succeeded').first()).toBeVisible({
      timeout: 60_000,
    });
    await dialog.getByRole('button', { name: 'Close' }).click();
  });
  await expect(
    page.locator(`${CARD} [data-alert="HighErrorRate"]`),
  ).toHaveCount(0, { timeout: 90_000 });
});

test('the overview keeps what it knows while platforms are away', async ({
  operatorPage: page,
}) => {
  await page.goto(SERVICE);
  await expect(page.locator(CARD).getByText(/pods ready/)).toBeVisible();
  const freshness = page.getByTestId('titanium-freshness').first();
  await duringIncident('prometheus-failing', async () => {
    await expect(freshness).toContainText(/stale since|not reachable/, {
      timeout: 60_000,
    });
    await expect(page.locator(CARD).getByText(/pods ready/)).toBeVisible();
  });
  await expect(freshness).toHaveText('live', { timeout: 60_000 });
});

test.describe('in Korean, dark, on a phone', () => {
  test.use({
    language: 'ko',
    theme: 'dark',
    viewport: { width: 360, height: 800 },
  });

  test('page and card fit', async ({ operatorPage: page }) => {
    await page.goto('/titanium');
    await expect(page.getByRole('grid', { name: '서비스' })).toBeVisible();
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
    expect(await overflow()).toBeLessThanOrEqual(0);
    await expectAccessible(page, PAGE);
    await page.goto(SERVICE);
    await expect(page.locator(CARD).getByText(/준비됨/)).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await expectAccessible(page, CARD);
  });
});
