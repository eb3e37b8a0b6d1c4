import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

const POSTGRES = '/catalog/default/resource/postgres';
const PLAN = '[data-titanium="plan"]';

/** Draws a page's strips down to a command and answers the strip below it. */
async function stripOf(page: Page, command: string) {
  const block = page.locator(`div.highlight:has-text("${command}")`).first();
  const strip = block
    .locator('xpath=following-sibling::*[1]')
    .getByRole('group')
    .first();
  await expect(async () => {
    await block.scrollIntoViewIfNeeded({ timeout: 2_000 });
    await expect(strip).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  return strip;
}

test('a change of high risk takes two people', async ({ openAs }) => {
  test.setTimeout(240_000);
  const operator = await openAs('operator');
  await operator.goto(`${POSTGRES}/pods`);
  await operator
    .getByRole('button', { name: /^Scale/ })
    .first()
    .click();
  await operator
    .getByLabel(/replicas/i)
    .first()
    .fill('2');
  await operator.getByRole('button', { name: 'Preview' }).click();
  const dialog = operator.getByRole('dialog');
  await expect(dialog.getByText('High risk', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Scale to 2' })).toHaveCount(
    0,
  );
  await dialog.getByRole('link', { name: 'Open the plan' }).click();

  // Not by oneself, not even by address.
  await expect(operator.locator(PLAN).getByText(/waits for/)).toBeVisible();
  await expect(
    operator.getByRole('button', { name: 'Approve', exact: true }),
  ).toHaveCount(0);
  const plan = operator.url();

  const lead = await openAs('lead');
  await lead.goto('/notifications');
  await lead
    .getByText(/Approval wanted: Scale to 2/)
    .first()
    .click();
  await expect(lead).toHaveURL(plan);
  await expect(
    lead.locator(PLAN).getByRole('cell', { name: 'spec.replicas' }).first(),
  ).toBeVisible();
  await expect(
    lead
      .locator(PLAN)
      .getByText(/separate databases/)
      .first(),
  ).toBeVisible();
  await expectAccessible(lead, PLAN);
  await lead.goto('/titanium/plans');
  const waiting = lead.getByRole('region', { name: 'Waiting for you' });
  await expectAccessible(lead, '[data-titanium="approvals"]');
  await waiting.locator(`a[href="${new URL(plan).pathname}"]`).click();
  await lead.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(lead.locator(PLAN).getByText(/Approved by lead/)).toBeVisible();

  await operator.goto('/titanium/plans');
  await operator
    .getByRole('region', { name: 'Your own' })
    .locator(`a[href="${new URL(plan).pathname}"]`)
    .click();
  await operator.getByRole('button', { name: 'Scale to 2' }).click();
  await operator
    .getByRole('dialog')
    .getByRole('button', { name: 'Scale to 2' })
    .click();
  const run = operator.locator('[data-titanium="run"]');
  await expect(run.getByText('Succeeded').first()).toBeVisible({
    timeout: 90_000,
  });
  await expect(run.getByText('plan.approved')).toBeVisible();
  await expectAccessible(operator, '[data-titanium="run"]');

  // Back by a step of the runbook, which the published page holds and which then remembers it.
  await operator.goto(`${POSTGRES}/docs/runbook/scaling`);
  const strip = await stripOf(operator, 'kubectl scale statefulset postgres');
  await strip.getByRole('button').last().click();
  await expect(dialog.getByText('verified', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Scale to 1' }).click();
  await expect(dialog.getByText('Succeeded').first()).toBeVisible({
    timeout: 90_000,
  });
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(
    strip.getByRole('link', { name: 'last: succeeded' }),
  ).toBeVisible();
  await expect(strip.getByRole('img', { name: /last runs/ })).toBeVisible();

  await operator.goto(`${POSTGRES}/runs?person=user:default/operator`);
  const runs = operator.locator('[data-titanium="runs"]');
  await expect(
    runs.getByRole('link', { name: /postgres.*from 2 to 1/ }),
  ).toBeVisible();
  await runs.getByRole('button', { name: 'Clear filters' }).click();
  await expect(operator).toHaveURL(/\/postgres\/runs$/);
  await expectAccessible(operator, '[data-titanium="runs"]');
});

test('a step that the published page does not hold is told', async ({
  operatorPage: page,
}) => {
  test.slow();
  await page.route('**/runbook/scaling/index.html', async route => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({
      response,
      // The same in another notation, which is not what was published.
      body: html.replace(
        /deployment(?:<span class="w">)? (?:<\/span>)?prod-user/g,
        'deployment/prod-user',
      ),
    });
  });
  await page.goto(
    '/catalog/default/component/prod-user-service/docs/runbook/scaling',
  );
  const strip = await stripOf(page, 'prod-user-service-deployment');
  await strip.getByRole('button').last().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('unverified')).toBeVisible();
  await expect(
    dialog.getByText('The published page does not hold this step.'),
  ).toBeVisible();
  await expectAccessible(page, '[role="dialog"]');
});

test('known mistakes and lost objects stand quietly below their step', async ({
  operatorPage: page,
}) => {
  test.slow();
  await page.goto(`${POSTGRES}/docs/runbook/writing`);
  const lint = page.locator('[data-titanium="lint"]').first();
  await expect(async () => {
    await page
      .locator('div.highlight:has-text("total_time")')
      .first()
      .scrollIntoViewIfNeeded({ timeout: 2_000 });
    await expect(lint).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await lint.getByRole('button', { name: 'Show correction' }).click();
  await expect(lint.getByText(/total_exec_time DESC/)).toBeVisible();
  await expectAccessible(page, [
    '[data-testid="techdocs-native-shadowroot"]',
    '[data-titanium="command-block"]',
  ]);
});

for (const [language, theme, title] of [
  ['en', 'light', 'The chain is whole'],
  ['ko', 'dark', '체인이 온전합니다'],
] as const) {
  test.describe(`in ${language}, ${theme}`, () => {
    test.use({ language, theme });

    test('operators check, search and export the audit; others are told', async ({
      operatorPage: page,
      developerPage,
    }) => {
      await page.goto('/titanium/audit?event=plan');
      const audit = page.locator('[data-titanium="audit"]');
      await expect(audit.getByText(title)).toBeVisible();
      await expect(audit.getByText('plan.created').first()).toBeVisible();
      await expect(audit.getByText('step.applied')).toHaveCount(0);
      await expectAccessible(page, '[data-titanium="audit"]');
      const download = page.waitForEvent('download');
      await page
        .getByRole('button', {
          name: language === 'en' ? 'Export' : '내보내기',
        })
        .click();
      expect((await download).suggestedFilename()).toMatch(/\.ndjson$/);

      await developerPage.goto('/titanium/audit');
      await expect(
        developerPage.getByRole('heading', {
          name:
            language === 'en'
              ? 'The audit is for operators'
              : '감사 기록은 운영자만 볼 수 있습니다',
        }),
      ).toBeVisible();
      await expectAccessible(developerPage, '[data-titanium="audit"]');
    });
  });
}
