import { expect, test } from './support/test';

test('a service leads from its Docs tab to the runbook', async ({
  operatorPage,
}) => {
  await operatorPage.goto('/catalog/default/component/prod-api-gateway');
  await operatorPage.getByRole('tab', { name: 'Docs' }).click();
  await expect(
    operatorPage.getByRole('heading', { name: 'Runbook', level: 1 }),
  ).toBeVisible();
});

test('a runbook page renders its commands, in both languages', async ({
  operatorPage,
}) => {
  for (const [path, heading] of [
    ['runbook/scaling', 'Scaling'],
    ['ko/runbook/scaling', '스케일링'],
  ]) {
    await operatorPage.goto(`/docs/default/system/titanium/${path}`);
    await expect(
      operatorPage.getByRole('heading', { name: heading, level: 1 }),
    ).toBeVisible();
    await expect(
      operatorPage.getByText(/kubectl scale deployment/).first(),
    ).toBeVisible();
  }
});
