import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { longestTask } from './support/mainThread';
import { duringIncident } from './support/sandbox';
import { expect, test } from './support/test';

const TAB = '[data-titanium="logs"]';
const SELECTOR = '{namespace="titanium-prod", app="api-gateway"}';

const log = (page: Page) => page.locator(TAB).getByRole('log');
const lines = (page: Page) => log(page).locator('[data-index]');
const query = (page: Page) =>
  page.getByRole('textbox', { name: 'Query in LogQL' });

async function openLogs(page: Page, search = '') {
  await page.goto(`/catalog/default/component/prod-api-gateway/logs${search}`);
  await expect(lines(page).first()).toBeVisible();
}

test('lines of the service are found, narrowed and linked to', async ({
  operatorPage: page,
}) => {
  await openLogs(page);
  await expect(query(page)).toContainText(SELECTOR);

  await page.keyboard.press('/');
  await expect(page.getByLabel('Search in lines')).toBeFocused();
  await page.keyboard.type('request');
  await expect(query(page)).toContainText('|= "request"');
  await expect(log(page).locator('mark').first()).toHaveText('request');

  await page.getByRole('button', { name: /^Error/ }).click();
  await expect(query(page)).toContainText(
    'detected_level=~"critical|error|fatal"',
  );
  await expect(log(page).getByText('info', { exact: true })).toHaveCount(0);
  await expect(log(page)).toContainText('upstream request failed');

  await lines(page).last().locator('[data-line]').click();
  await page.getByRole('button', { name: 'Show the lines around it' }).click();
  const around = page.getByRole('dialog');
  await expect(around.getByRole('log')).toContainText(/info/);
  await around.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Copy link to this line' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/[?&]from=\d+/);
  await page.goto(link);
  await expect(page.getByText('Exact time (UTC)')).toBeVisible();
  await expect(page.getByLabel('Search in lines')).toHaveValue('request');
});

test('a part of the time is looked at by dragging, and left again', async ({
  operatorPage: page,
}) => {
  await openLogs(page);
  const bars = page.getByRole('application');
  await expect(page.getByRole('button', { name: /^Info [1-9]/ })).toBeVisible();
  const box = (await bars.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 30, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/[?&]from=\d+&to=\d+/);
  await expect(lines(page).first()).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/[?&]from=/);
});

test('a query that cannot be read says where it is wrong', async ({
  operatorPage: page,
}) => {
  await openLogs(page);
  await query(page).fill('{app="x"} |= ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(
    'parse error at line 1, col',
  );
  // Whatever the query says, it stays within the service.
  await query(page).fill('{app=~".+"} or {namespace="kube-system"}');
  await page.keyboard.press('Enter');
  await expect(page.locator(TAB)).not.toContainText('kube-proxy');
});

test('new lines come by themselves, and wait for those who read', async ({
  operatorPage: page,
}) => {
  await openLogs(page);
  await page.keyboard.press('f');
  await expect(page.getByTestId('titanium-freshness')).toHaveText('live');
  const newest = () => lines(page).last().innerText();
  const before = await newest();
  await expect.poll(newest).not.toBe(before);

  await log(page).hover();
  await page.mouse.wheel(0, -600);
  await expect(
    page.getByRole('button', { name: /newer lines?$/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: /newer lines?$/ }).click();
  await expect(
    page.getByRole('button', { name: /newer lines?$/ }),
  ).toBeHidden();
});

test('pods tell their logs themselves while Loki is down', async ({
  operatorPage: page,
}) => {
  await openLogs(page);
  await duringIncident('loki-failing', async () => {
    await page.reload();
    await expect(page.getByTestId('titanium-logs-fallback')).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText(/Loki does not answer/).first()).toBeVisible();
    await expect(log(page)).toContainText('request', { timeout: 30_000 });
    await expectAccessible(page, TAB);
  });
  await expect(page.getByTestId('titanium-logs-fallback')).toBeHidden({
    timeout: 60_000,
  });
  await expect(lines(page).first()).toBeVisible();
});

test('200 lines of 64 KB do not hold up the page', async ({
  operatorPage: page,
}) => {
  await page.route('**/api/titanium/read', async route => {
    const { action } = route.request().postDataJSON();
    if (action?.id !== 'loki.query') {
      await route.fallback();
      return;
    }
    const now = Date.now();
    await route.fulfill({
      json: {
        result: {
          type: 'logs',
          lines: Array.from({ length: 200 }, (_, index) => ({
            time: `${new Date(now - (200 - index) * 1000)
              .toISOString()
              .slice(0, 23)}000000Z`,
            text: `{"number":${index},"text":"${'x y '.repeat(16 * 1024)}"}`,
            level: 'info',
            labels: {},
          })),
          query: {
            text: SELECTOR,
            from: now - 3_600_000,
            to: now,
            limit: 1000,
            limited: false,
          },
        },
        action: 'loki.query',
        input: {},
        command: null,
        target: {},
        defaults: {},
        at: new Date().toISOString(),
      },
    });
  });
  await openLogs(page);
  const longest = await longestTask(page, () =>
    page.evaluate(async () => {
      const element = document.querySelector('[role="log"]')!;
      for (let step = 0; step < 60; step += 1) {
        element.scrollTop = (step * element.scrollHeight) / 60;
        await new Promise(resolve => requestAnimationFrame(resolve));
      }
    }),
  );
  test.info().annotations.push({
    type: 'longest task while scrolling',
    description: `${longest} ms`,
  });
  expect(longest).toBeLessThan(100);
});

test('axe finds nothing, with a line open', async ({ operatorPage: page }) => {
  await openLogs(page);
  await expectAccessible(page, TAB);
  await lines(page).last().locator('[data-line]').click();
  await expect(page.getByText('Exact time (UTC)')).toBeVisible();
  await expectAccessible(page, TAB);
});

test.describe('in Korean, in the dark, on a phone', () => {
  test.use({
    language: 'ko',
    theme: 'dark',
    viewport: { width: 360, height: 740 },
  });

  test('the tab speaks Korean and fits', async ({ operatorPage: page }) => {
    await openLogs(page);
    await expect(page.getByLabel('줄에서 찾기')).toBeVisible();
    await expect(page.getByRole('button', { name: /^오류/ })).toBeVisible();
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await expectAccessible(page, TAB);
  });
});
