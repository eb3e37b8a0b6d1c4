import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { askCluster } from './support/cluster';
import { expect, test } from './support/test';

test.slow();

const DIALOG = '[role="dialog"]';

/** Opens the form of a step of the runbook. */
async function openForm(page: Page, name: string, command: string) {
  await page.goto(
    `/catalog/default/component/prod-blog-service/docs/runbook/${name}`,
  );
  const strip = page
    .locator(`div.highlight:has-text("${command}")`)
    .first()
    .locator('xpath=following-sibling::*[1]');
  // Strips are drawn when they come near, and the page moves until all are.
  await expect(async () => {
    await strip.scrollIntoViewIfNeeded({ timeout: 5_000 });
    await strip
      .getByRole('button', { name: /^(Open form|양식 열기)/ })
      .click({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  return page.locator(DIALOG);
}

test('an object is edited from its live text, and corrected where the server finds a mistake', async ({
  operatorPage: page,
}) => {
  const dialog = await openForm(
    page,
    'rollout-and-rollback',
    'kubectl edit configmap',
  );
  const field = dialog.getByLabel('Object as YAML');
  await expect(field).toHaveValue(/LOG_LEVEL/, { timeout: 30_000 });
  const text = await field.inputValue();
  const level = /LOG_LEVEL: \w+/;

  await field.fill(text.replace(level, 'LOG_LEVEL: off'));
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Line');
  await expect(field).toBeFocused();
  await expectAccessible(page, DIALOG);

  await field.fill(text.replace(level, `LOG_LEVEL: debug${Date.now()}`));
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText(/to the edited text/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator(DIALOG).getByText('Succeeded').first()).toBeVisible(
    {
      timeout: 30_000,
    },
  );
});

test.describe('on a phone, in Korean, at night', () => {
  test.use({
    language: 'ko',
    theme: 'dark',
    viewport: { width: 360, height: 740 },
  });

  test('a Secret value is typed into a form that fits', async ({
    operatorPage: page,
  }) => {
    const dialog = await openForm(page, 'secrets', '--from-literal');
    const field = dialog.getByLabel('값', { exact: true });
    await expect(field).toHaveAttribute('type', 'password');
    await expectAccessible(page, DIALOG);
    const width = await dialog.evaluate(element => element.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await field.fill('a-value-nobody-sees');
    await dialog.getByRole('button', { name: '미리보기' }).click();
    await expect(dialog.getByText(/ALTER ROLE/).first()).toBeVisible();
    expect(await page.content()).not.toContain('a-value-nobody-sees');
  });
});

test.describe('what a command applies', () => {
  test.describe.configure({ mode: 'serial' });
  const OVERLAY = 'k8s-manifests/overlays/solid-cloud';
  const HPA =
    '/apis/autoscaling/v2/namespaces/titanium-prod/horizontalpodautoscalers/prod-blog-service-hpa';
  const mostReplicas = async () =>
    (await askCluster('GET', HPA)).body.spec.maxReplicas;

  test('is the file of the service’s source, changed, run and undone', async ({
    operatorPage: page,
  }) => {
    const before = await mostReplicas();
    const dialog = await openForm(
      page,
      'rollout-and-rollback',
      'kubectl apply -f',
    );
    const field = dialog.getByLabel('Manifest (YAML or JSON)');
    await expect(field).toHaveValue(/kind: HorizontalPodAutoscaler/);
    await expect(
      dialog.getByRole('link', { name: new RegExp(`${OVERLAY}/hpa.yaml`) }),
    ).toBeVisible();
    await expectAccessible(page, DIALOG);

    const text = await field.inputValue();
    await field.fill(
      text.replace(/maxReplicas: \d+/, `maxReplicas: ${before + 2}`),
    );
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await expect(
      page
        .locator(DIALOG)
        .getByText(`maxReplicas: ${before + 2}`)
        .first(),
    ).toBeVisible();
    await page.locator(DIALOG).getByRole('button', { name: 'Apply' }).click();
    await expect(
      page.locator(DIALOG).getByText('Succeeded').first(),
    ).toBeVisible({ timeout: 30_000 });
    expect(await mostReplicas()).toBe(before + 2);

    await page.locator(DIALOG).getByRole('button', { name: 'Undo' }).click();
    await page.locator(DIALOG).getByRole('button', { name: 'Save' }).click();
    await expect.poll(mostReplicas, { timeout: 30_000 }).toBe(before);
  });

  test('is the folder of the service’s source, built, and applied by two people', async ({
    openAs,
  }) => {
    const page = await openAs('operator');
    const before = await mostReplicas();
    const dialog = await openForm(
      page,
      'rollout-and-rollback',
      'kubectl apply -k',
    );
    const field = dialog.getByLabel('Manifest (YAML or JSON)');
    await expect(field).toHaveValue(/kind: Deployment/);
    await dialog.getByText(/^Built of \d+ files$/).click();
    await expect(
      dialog.getByText(`${OVERLAY}/deployment.yaml`, { exact: true }),
    ).toBeVisible();
    await expectAccessible(page, DIALOG);
    const text = await field.inputValue();
    await field.fill(
      text.replace(/maxReplicas: \d+/, `maxReplicas: ${before + 1}`),
    );
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await expect(
      dialog.getByRole('cell', { name: 'spec.maxReplicas' }).first(),
    ).toBeVisible();
    await expectAccessible(page, DIALOG);
    await dialog.getByRole('link', { name: 'Open the plan' }).click();
    await expect(page).toHaveURL(/\/titanium\/plans\/./);

    const lead = await openAs('lead');
    await lead.goto(page.url());
    await lead.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(lead.getByText(/Approved by lead/).first()).toBeVisible();

    await page.getByRole('button', { name: 'Apply' }).click();
    await page.locator(DIALOG).getByRole('button', { name: 'Apply' }).click();
    await expect(
      page.locator('[data-titanium="run"]').getByText('Succeeded').first(),
    ).toBeVisible({ timeout: 90_000 });
    expect(await mostReplicas()).toBe(before + 1);
  });
});
