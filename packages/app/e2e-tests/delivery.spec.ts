import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { duringIncident } from './support/sandbox';
import { expect, test } from './support/test';

const TAB = '[data-titanium="delivery"]';

async function openDelivery(page: Page, service: string, search = '') {
  await page.goto(`/catalog/default/component/${service}/delivery${search}`);
  // The portal's notifications are a grid too.
  await expect(
    page.locator(TAB).getByRole(/layout=list/.test(search) ? 'grid' : 'tree'),
  ).toBeVisible();
}

const tab = (page: Page) => page.locator(TAB);
const freshness = (page: Page) =>
  page.getByTestId('titanium-freshness').first();
const history = (page: Page) =>
  page.getByRole('region', { name: 'History', exact: true });

test('an earlier revision is chosen, read, brought back, explained, and auto-sync restored', async ({
  leadPage: page,
}) => {
  test.setTimeout(180_000);
  // The sign-in service has a window at night, and tests run at any hour.
  await openDelivery(page, 'prod-api-gateway');
  await expect(freshness(page)).toHaveText('live');
  const current = history(page)
    .getByRole('row')
    .filter({ has: page.getByText('current', { exact: true }) });
  // Who wrote what runs now.
  await expect(current).toContainText(/[0-9a-f]{7}.+\w/);

  const back = history(page)
    .getByRole('button', { name: /^Roll back to this: revision/ })
    .first();
  const id = (await back.getAttribute('aria-label'))!.match(/\d+$/)![0];
  await page.getByRole('button', { name: `Show revision ${id}` }).click();
  await expect(page).toHaveURL(new RegExp(`history=${id}`));
  await expect(
    history(page).getByText('What going back to it would change'),
  ).toBeVisible();

  await back.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/Automatic sync is on/)).toBeVisible();
  await expect(
    dialog.getByRole('list', { name: 'Steps' }).getByRole('listitem'),
  ).toHaveCount(3);
  await expectAccessible(page, '[role="dialog"]');
  await dialog.getByRole('button', { name: `Roll back to ${id}` }).click();
  await expect(dialog.getByText(/normal after a rollback/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(dialog.getByText(/of \d+ ready/).first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await expect(
    tab(page).getByText('OutOfSync is normal after a rollback.'),
  ).toBeVisible();
  await expect(
    tab(page).getByText(
      // The first deployments of these commits, whatever was brought back since.
      /The cluster runs revision \d+ \(\w+\); git has \d+ \(/,
    ),
  ).toBeVisible();
  await expect(tab(page).getByText('Auto-sync is paused.')).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Out of sync', exact: true }),
  ).toBeVisible();
  await expectAccessible(page, TAB);

  await tab(page)
    .getByRole('button', { name: 'Restore auto-sync: prod-api-gateway' })
    .click();
  await dialog.getByRole('button', { name: 'Restore auto-sync' }).click();
  await expect(dialog.getByText('Succeeded').first()).toBeVisible({
    timeout: 60_000,
  });
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(tab(page).getByText('Auto-sync is paused.')).toBeHidden();
  await expect(
    page.getByRole('group', { name: 'Sync and health' }),
  ).toContainText('SyncedHealthy', { timeout: 60_000 });
});

test('an application of a set says why it cannot be rolled back', async ({
  operatorPage: page,
}) => {
  await openDelivery(page, 'prod-user-service');
  await expect(
    tab(page)
      .getByText(/titanium-services/)
      .first(),
  ).toBeVisible();
  await history(page)
    .getByRole('button', { name: /^Roll back to this: revision/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText(
    /ApplicationSet titanium-services/,
  );
});

test('what is shown stays while Argo CD fails, says since when, and is right again by itself', async ({
  operatorPage: page,
}) => {
  await openDelivery(page, 'prod-blog-service');
  await expect(freshness(page)).toHaveText('live');
  const rows = await history(page).getByRole('row').count();
  await duringIncident('argocd-failing', async () => {
    await expect(freshness(page)).toContainText(/stale since \d\d:\d\d/, {
      timeout: 60_000,
    });
    await expect(history(page).getByRole('row')).toHaveCount(rows);
    await expect(page.getByRole('tree')).toBeVisible();
  });
  await expect(freshness(page)).toHaveText('live', { timeout: 60_000 });
});

test('who may not act sees a lock and reads why', async ({
  developerPage: page,
}) => {
  await openDelivery(page, 'prod-api-gateway');
  const sync = page.getByRole('button', { name: /^Sync:/ });
  await expect(sync).toHaveAttribute('title', /core-team/i);
  await sync.click();
  await expect(page.getByRole('dialog')).toContainText(/core-team/i);
});

test('a link shows the same again, and the tree is in reach of the keyboard', async ({
  operatorPage: page,
}) => {
  await openDelivery(page, 'prod-api-gateway');
  const filter = page.getByLabel('Filter resources');
  await expect(async () => {
    // A page that has just been drawn may not listen to keys yet.
    await page.keyboard.press('/');
    await expect(filter).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press('Escape');

  const items = page.getByRole('treeitem');
  await items.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await expect(items.nth(1)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  const drawer = page.locator('[data-titanium="resource-drawer"]');
  await expect(drawer).toBeVisible();
  await page.reload();
  await expect(drawer).toBeVisible();
  await expectAccessible(page, '[data-titanium="resource-drawer"]');
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(items.nth(1)).toHaveAttribute('aria-expanded', 'false');
});

for (const { language, theme, title } of [
  { language: 'en', theme: 'light', title: 'History' },
  { language: 'ko', theme: 'dark', title: '배포 이력' },
] as const) {
  test.describe(`in ${language}, ${theme}`, () => {
    test.use({ language, theme });

    test('the tab speaks the language, and axe finds nothing in it', async ({
      operatorPage: page,
    }) => {
      await openDelivery(page, 'prod-api-gateway');
      await expect(
        page.getByRole('region', { name: title, exact: true }),
      ).toBeVisible();
      await expectAccessible(page, TAB);
      await openDelivery(page, 'prod-api-gateway', '?layout=list&history=1');
      await expectAccessible(page, TAB);
    });
  });
}
