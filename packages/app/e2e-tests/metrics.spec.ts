import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { duringIncident } from './support/sandbox';
import { expect, test } from './support/test';

const TAB = '[data-titanium="metrics"]';

const panel = (page: Page, name: string) =>
  page.locator(TAB).getByRole('group', { name, exact: true });

async function openMetrics(page: Page, search = '') {
  await page.goto(
    `/catalog/default/component/prod-api-gateway/metrics${search}`,
  );
  await expect(panel(page, 'Latency').locator('canvas')).toBeVisible();
}

/** Drags over the middle of a chart. */
async function dragOver(page: Page, name: string) {
  const plot = panel(page, name).locator('.u-over');
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 8 });
  await page.mouse.up();
}

test('signals and panels say what the service does', async ({
  operatorPage: page,
}) => {
  await openMetrics(page);
  for (const signal of ['Errors', 'Latency', 'Saturation']) {
    await expect(
      panel(page, signal)
        .first()
        .getByText(/on average/),
    ).toBeVisible();
  }
  await expect(
    panel(page, 'Latency P99').getByText(/\d (ms|s)$/),
  ).toBeVisible();
  await expect(panel(page, 'CPU of the limit').getByText(/%$/)).toBeVisible();
  await panel(page, 'Requests by answer').scrollIntoViewIfNeeded();
  await expect(
    panel(page, 'Requests by answer').first().getByText('200').first(),
  ).toBeVisible();
  await expect(
    panel(page, 'Durations').getByText(/drawn by Grafana only/),
  ).toBeVisible();
  await expectAccessible(page, TAB);
});

test('a zoom is in the link, and Back leaves it', async ({
  operatorPage: page,
}) => {
  await openMetrics(page, '?range=6h');
  await dragOver(page, 'Latency');
  await expect(page).toHaveURL(/[?&]from=\d+&to=\d+/);
  const link = page.url();
  await page.keyboard.press('z');
  await expect(page).toHaveURL(/range=6h/);
  await page.goto(link);
  await expect(page.getByRole('button', { name: /^Time: .*–/ })).toBeVisible();
  await expect(panel(page, 'Latency').locator('canvas')).toBeVisible();
});

test('the time is chosen by keyboard', async ({ operatorPage: page }) => {
  await openMetrics(page);
  await page.keyboard.press('t');
  await expect(
    page.getByRole('menuitemradio', { name: 'Last 15 minutes' }),
  ).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/range=24h|range=1d/);
});

test('a dashboard begins with the service of its page, and another can be chosen', async ({
  operatorPage: page,
}) => {
  await page.goto('/catalog/default/component/prod-blog-service/metrics');
  const service = page.getByRole('button', { name: /^Service/ });
  await expect(service).toContainText('prod-blog-service');
  await page.getByRole('button', { name: /^Dashboard/ }).click();
  await page.getByRole('option', { name: /cluster/i }).click();
  await expect(page).toHaveURL(/[?&]dashboard=/);
});

test('without Prometheus each part says so, and comes back by itself', async ({
  operatorPage: page,
}) => {
  test.slow();
  await openMetrics(page);
  await duringIncident('prometheus-failing', async () => {
    await page.keyboard.press('r');
    await expect(page.getByText('Not current; last read').first()).toBeVisible({
      timeout: 60_000,
    });
    // What was read stays.
    await expect(panel(page, 'Latency').locator('canvas')).toBeVisible();
    await page.reload();
    // The back end remembers for a while what it last read, and says from when it is.
    await expect(
      page
        .getByText(
          /^(The golden signals could not be read|Not current; last read)/,
        )
        .first(),
    ).toBeVisible({ timeout: 60_000 });
    await expect(
      panel(page, 'Latency P99').getByRole('button', { name: 'Try again' }),
    ).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page, TAB);
  });
  await expect(panel(page, 'Latency').locator('canvas')).toBeVisible({
    timeout: 60_000,
  });
  await expect(panel(page, 'Latency P99').getByText(/\d (ms|s)$/)).toBeVisible({
    timeout: 60_000,
  });
});

test('without Grafana the signals still speak', async ({
  operatorPage: page,
}) => {
  await duringIncident('grafana-failing', async () => {
    await openMetrics(page);
    // Which dashboards there are is remembered; what they show is asked anew.
    await expect(
      page
        .getByText(/^(The dashboards could not be read|Not current; last read)/)
        .first(),
    ).toBeVisible({ timeout: 60_000 });
  });
  await expect(panel(page, 'CPU of the limit')).toBeVisible({
    timeout: 60_000,
  });
});

test.describe('in Korean, dark, on a phone', () => {
  test.use({
    language: 'ko',
    theme: 'dark',
    viewport: { width: 360, height: 800 },
  });

  test('nothing overflows', async ({ developerPage: page }) => {
    await page.goto('/catalog/default/component/prod-api-gateway/metrics');
    await expect(panel(page, '지연 시간').locator('canvas')).toBeVisible();
    await expect(page.getByText(/평균 .*직전 기간/).first()).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page, TAB);
  });
});
