import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { duringIncident } from './support/sandbox';
import { expect, test } from './support/test';

const TAB = '[data-titanium="pods"]';
const DRAWER = '[data-titanium="pod-drawer"]';

async function openPods(page: Page, service: string, search = '') {
  await page.goto(`/catalog/default/component/${service}/pods${search}`);
  await expect(page.getByRole('treegrid')).toBeVisible();
}

const podRows = (page: Page) =>
  page.locator(`${TAB} [role="row"][aria-level="2"]`);
const freshness = (page: Page) =>
  page.getByTestId('titanium-freshness').first();

test('a release that crashes shows by itself, with its reason and its log', async ({
  operatorPage: page,
}) => {
  await openPods(page, 'prod-blog-service');
  await expect(freshness(page)).toHaveText('live');
  await expect(page.getByRole('button', { name: 'Not ready 0' })).toBeVisible();

  await duringIncident('crash-loop', async () => {
    const crashing = podRows(page).filter({ hasText: 'CrashLoopBackOff' });
    await expect(crashing).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Not ready 1' }).click();
    await expect(podRows(page)).toHaveCount(1);

    await podRows(page).click();
    const drawer = page.locator(DRAWER);
    await expect(
      drawer.getByText(/back-off .* restarting failed/),
    ).toBeVisible();
    await drawer.getByRole('tab', { name: 'Events' }).click();
    await expect(drawer.getByText('BackOff').first()).toBeVisible();
    await drawer.getByRole('tab', { name: 'Logs' }).click();
    await drawer.getByLabel('Run').selectOption('previous');
    await expect(drawer.getByRole('log')).toContainText(/error/i);
    await drawer.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: /^All/ }).click();
  });

  await expect(page.getByRole('button', { name: 'Not ready 0' })).toBeVisible({
    timeout: 60_000,
  });
});

test('a link shows the same again, and Back closes what was opened', async ({
  operatorPage: page,
}) => {
  await openPods(page, 'prod-api-gateway');
  await page.getByLabel('Filter pods').fill('gateway');
  const name = await podRows(page).first().getByRole('rowheader').innerText();
  await podRows(page).first().click();
  const drawer = page.locator(DRAWER);
  await drawer.getByRole('tab', { name: 'YAML' }).click();
  await expect(drawer.getByText('kind: Pod')).toBeVisible();

  await page.reload();
  await expect(drawer.getByRole('tab', { name: 'YAML' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(drawer).toContainText(name.replace(/\s/g, '').slice(-5));
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page.getByLabel('Filter pods')).toHaveValue('gateway');
});

test('everything is in reach of the keyboard', async ({
  operatorPage: page,
}) => {
  await openPods(page, 'prod-api-gateway');
  await podRows(page).first().waitFor();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter pods')).toBeFocused();
  await page.keyboard.press('Escape');

  await page.locator(`${TAB} [data-index="0"]`).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const drawer = page.locator(DRAWER);
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page.locator(`${TAB} [data-index="1"]`)).toBeFocused();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
});

test('what is shown stays, says since when, and is right again by itself', async ({
  operatorPage: page,
}) => {
  await openPods(page, 'prod-user-service');
  await podRows(page).first().waitFor();
  const shown = await podRows(page).count();
  await duringIncident('api-failing', async () => {
    // The open watch goes on: only what is asked anew is missing.
    await expect(page.locator(TAB)).toContainText(
      'CPU and memory are not current',
      { timeout: 30_000 },
    );
    await expect(freshness(page)).toHaveText('live');
    await duringIncident('watch-expiry', async () => {
      await expect(freshness(page)).toContainText(/stale since \d\d:\d\d/, {
        timeout: 30_000,
      });
      await expect(podRows(page)).toHaveCount(shown);
    });
  });
  await expect(freshness(page)).toHaveText('live', { timeout: 10_000 });
});

test('who may not act sees a lock and reads why', async ({
  developerPage: page,
}) => {
  await openPods(page, 'prod-api-gateway');
  const restart = page.getByRole('button', { name: /^Restart:/ });
  await expect(restart).toHaveAttribute('title', /core-team/i);
  await restart.click();
  await expect(page.getByRole('dialog')).toContainText(/core-team/i);
});

for (const { language, theme } of [
  { language: 'en', theme: 'light' },
  { language: 'ko', theme: 'dark' },
] as const) {
  test.describe(`in ${language}, ${theme}`, () => {
    test.use({ language, theme });

    test('axe finds nothing in the table and in any part of the drawer', async ({
      operatorPage: page,
    }) => {
      await openPods(page, 'prod-api-gateway');
      await podRows(page).first().waitFor();
      await expectAccessible(page, TAB);
      await podRows(page).first().click();
      const drawer = page.locator(DRAWER);
      for (let tab = 0; tab < 4; tab++) {
        await drawer.getByRole('tab').nth(tab).click();
        await expect(drawer.getByRole('tabpanel')).toContainText(/\w{3}/);
        await expectAccessible(page, DRAWER);
      }
    });
  });
}

test.describe('in Korean', () => {
  test.use({ language: 'ko' });

  test('the tab speaks Korean', async ({ operatorPage: page }) => {
    await openPods(page, 'prod-api-gateway');
    await expect(freshness(page)).toHaveText('실시간');
    await expect(page.getByRole('button', { name: /^재시작:/ })).toBeVisible();
    await podRows(page).first().click();
    await expect(
      page.locator(DRAWER).getByRole('tab', { name: '로그' }),
    ).toBeVisible();
  });
});
