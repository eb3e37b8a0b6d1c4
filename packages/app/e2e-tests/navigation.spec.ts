import { expect, test } from './support/test';

test('the sidebar leads to the catalog, the documentation and the runs', async ({
  operatorPage,
}) => {
  await operatorPage.goto('/settings');
  const sidebar = operatorPage.getByRole('navigation', { name: 'sidebar nav' });

  await sidebar.getByRole('link', { name: 'Docs', exact: true }).click();
  await expect(operatorPage).toHaveURL(/\/docs$/);
  await expect(
    operatorPage.getByRole('link', { name: 'Titanium' }).first(),
  ).toBeVisible();

  await sidebar.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(operatorPage).toHaveURL(/\/titanium\/runs|\/runs/);

  await sidebar.getByRole('link', { name: 'Catalog', exact: true }).click();
  await expect(
    operatorPage.getByRole('link', { name: 'prod-api-gateway' }),
  ).toBeVisible();
});

test('the search finds a page of the runbook', async ({ operatorPage }) => {
  await expect(async () => {
    // The index is built a few seconds after the start.
    await operatorPage.goto('/search?query=rollback&types[]=techdocs');
    await expect(
      operatorPage.getByRole('link', { name: /rollback/i }).first(),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 50_000 });
});
