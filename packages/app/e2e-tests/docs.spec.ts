import { expect, test } from './support/test';

test('a service leads from its Docs tab to the runbook', async ({
  operatorPage,
}) => {
  await operatorPage.goto('/catalog/default/component/prod-api-gateway');
  await operatorPage
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Docs' })
    .click();
  await expect(operatorPage).toHaveURL(/prod-api-gateway\/docs\/runbook/);
  await expect(
    operatorPage.getByRole('heading', { name: 'Runbook', level: 1 }),
  ).toBeVisible();
});

for (const [language, path, heading] of [
  ['English', 'runbook/scaling', 'Scaling'],
  ['Korean', 'ko/runbook/scaling', '스케일링'],
]) {
  test(`a runbook page in ${language} renders its commands`, async ({
    operatorPage,
  }) => {
    await operatorPage.goto(`/docs/default/system/titanium/${path}`);
    await expect(
      operatorPage.getByRole('heading', { name: heading, level: 1 }),
    ).toBeVisible();
    await expect(
      operatorPage.getByText(/kubectl scale deployment/).first(),
    ).toBeVisible();
  });
}
