import type { Locator, Page } from '@playwright/test';
import { expectNoHarm, watchForHarm } from './support/harm';
import {
  ALERT,
  hostilePod,
  MARKER,
  MARKUP,
  plantHostileText,
  removeHostileText,
  SEEN,
  WORKLOAD,
} from './support/hostile';
import { expect, test } from './support/test';

const SERVICE = '/catalog/default/component/prod-blog-service';
const POSTGRES = '/catalog/default/resource/postgres';
/** What a person may write where a reason is asked for. */
const REASON = `${MARKUP} \u202edellecnac pay\u200bload`;

test.slow();
test.beforeAll(plantHostileText);
test.afterAll(removeHostileText);

/** All of the hostile text stands there, in letters. */
async function expectSeen(where: Locator, seen: readonly string[] = SEEN) {
  for (const text of seen) {
    await expect(where).toContainText(text, { timeout: 60_000 });
  }
}

const openPods = async (page: Page) => {
  await page.goto(`${SERVICE}/pods`);
  const row = page
    .locator('[data-titanium="pods"] [role="row"][aria-level="2"]')
    .filter({ hasText: WORKLOAD });
  await expect(row).toContainText(
    /ErrImagePull|ImagePullBackOff|InvalidImage/,
    {
      timeout: 60_000,
    },
  );
  return row;
};

test('pods, their parts, events and history show it as text', async ({
  operatorPage: page,
}) => {
  const done = await watchForHarm(page);
  const row = await openPods(page);
  await expectNoHarm(page, done);
  await row.click();
  const drawer = page.locator('[data-titanium="pod-drawer"]');
  await expectSeen(drawer, [MARKUP]);
  await expectNoHarm(page, done);
  await drawer.getByRole('tab', { name: 'Events' }).click();
  await expectSeen(drawer);
  await expectNoHarm(page, done);
  await drawer.getByRole('tab', { name: 'YAML' }).click();
  await expectSeen(drawer, ['u202etxt.exe']);
  await expectNoHarm(page, done);
  await page.keyboard.press('Escape');

  await page
    .getByRole('button', { name: new RegExp(`^History: ${WORKLOAD}`) })
    .click();
  await expectSeen(page.getByRole('dialog'));
  await expectNoHarm(page, done);
});

test('lines of the log show it as text', async ({ operatorPage: page }) => {
  const done = await watchForHarm(page);
  await page.goto(`${SERVICE}/logs?range=24h`);
  const log = page.locator('[data-titanium="logs"]').getByRole('log');
  await expect(log.locator('[data-index]').first()).toBeVisible();
  await page.getByLabel('Search in lines').fill(MARKER);
  await page.keyboard.press('Enter');
  await expectSeen(log);
  await expectNoHarm(page, done);
  await log.locator('[data-line]').last().click();
  await expect(page.getByText('Exact time (UTC)')).toBeVisible();
  await expectNoHarm(page, done);
});

test('deliveries show it as text, without their links', async ({
  operatorPage: page,
}) => {
  const done = await watchForHarm(page);
  await page.goto(`${SERVICE}/delivery`);
  const tab = page.locator('[data-titanium="delivery"]');
  await expectSeen(tab);
  await expectNoHarm(page, done);
  await tab.getByRole('button', { name: /^More/ }).first().click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectNoHarm(page, done);
});

test('signals and dashboards stay what they are', async ({
  operatorPage: page,
}) => {
  const done = await watchForHarm(page);
  await page.goto(`${SERVICE}/metrics`);
  await expect(
    page.locator('[data-titanium="metrics"] canvas').first(),
  ).toBeVisible();
  await expectNoHarm(page, done);
});

test('results below a step show it as text', async ({ operatorPage: page }) => {
  const done = await watchForHarm(page);
  await page.goto(`${SERVICE}/docs/runbook/daily-checks`);
  const strip = page
    .locator('div.highlight:has-text("kubectl describe pod")')
    .first()
    .locator('xpath=following-sibling::*[1]');
  await expect(async () => {
    await page
      .locator('div.highlight:has-text("kubectl describe pod")')
      .first()
      .scrollIntoViewIfNeeded({ timeout: 2_000 });
    await expect(strip.getByRole('combobox')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  const field = strip.getByRole('combobox', { name: 'pod-name' });

  // What is no name does not become one, whatever it looks like.
  const refused = page.waitForResponse(
    response => response.url().endsWith('/read') && response.status() === 400,
  );
  await field.fill(`${WORKLOAD}\u202e${MARKUP}`);
  await page.keyboard.press('Enter');
  await refused;
  await expectNoHarm(page, done);

  await field.fill((await hostilePod())!);
  await page.keyboard.press('Enter');
  await expectSeen(strip);
  await expectNoHarm(page, done);
});

test('alerts show it as text, and so does what is said to them', async ({
  operatorPage: page,
}) => {
  const done = await watchForHarm(page);
  await page.goto('/titanium');
  const alert = page.locator(`[data-alert="${ALERT}"]`);
  await expectSeen(alert.first());
  await expectNoHarm(page, done);

  await page.goto(SERVICE);
  await expectSeen(alert.first());
  await expectNoHarm(page, done);
  await page.getByRole('button', { name: `Silence: ${ALERT}` }).click();
  await page.getByLabel(/^Why/).fill(REASON);
  await page.getByRole('button', { name: 'Preview' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText(
    'reason: must be one plain line',
  );
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: `Silence: ${ALERT}` }).click();
  await page.getByLabel(/^Why/).fill(MARKUP);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expectSeen(dialog, [MARKUP]);
  await expectNoHarm(page, done);
  await dialog.getByRole('button', { name: /^Silence for/ }).click();
  await expect(dialog.getByText('Succeeded').first()).toBeVisible({
    timeout: 60_000,
  });
  await expectNoHarm(page, done);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(alert.first()).toContainText(/Silenced by .*<img src=x/);
  await expectNoHarm(page, done);

  await page.goto('/titanium/runs');
  await page
    .getByRole('link', { name: new RegExp(ALERT) })
    .first()
    .click();
  await expectSeen(page.locator('[data-titanium="run"]'), [MARKUP]);
  await expectNoHarm(page, done);

  await page.goto(SERVICE);
  await page.getByRole('button', { name: `End silence: ${ALERT}` }).click();
  await dialog.getByRole('button', { name: 'End silence' }).click();
  await expect(dialog.getByText('Succeeded').first()).toBeVisible({
    timeout: 60_000,
  });
});

test('reasons of people are text to those who read them', async ({
  openAs,
}) => {
  const operator = await openAs('operator');
  const done = await watchForHarm(operator);
  await operator.goto(`${POSTGRES}/pods`);
  await operator
    .getByRole('button', { name: /^Scale/ })
    .first()
    .click();
  await operator
    .getByLabel(/replicas/i)
    .first()
    .fill('3');
  await operator.getByRole('button', { name: 'Preview' }).click();
  await operator
    .getByRole('dialog')
    .getByRole('link', { name: 'Open the plan' })
    .click();
  const plan = operator.locator('[data-titanium="plan"]');
  await expect(plan.getByText(/waits for/)).toBeVisible();

  const lead = await openAs('lead');
  await lead.goto(operator.url());
  await lead.getByLabel(/reason/i).fill(REASON);
  await lead.getByRole('button', { name: 'Reject' }).click();

  await operator.reload();
  await expectSeen(plan, [MARKUP, '\\u202edellecnac']);
  await expectNoHarm(operator, done);
  await operator.goto('/titanium/audit?event=plan.rejected');
  const audit = operator.locator('[data-titanium="audit"]');
  await expectSeen(audit, ['plan.rejected']);
  await expectNoHarm(operator, done);
  await operator.goto('/notifications');
  await expect(operator.getByText(/rejected/i).first()).toBeVisible();
  await expectNoHarm(operator, done);
});
