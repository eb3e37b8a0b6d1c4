import { expect, test } from './support/test';

const services = [
  'prod-api-gateway',
  'prod-auth-service',
  'prod-user-service',
  'prod-blog-service',
];

test('the catalog shows the services of Titanium', async ({ operatorPage }) => {
  await operatorPage.goto('/');
  for (const name of services) {
    await expect(
      operatorPage.getByRole('link', { name, exact: true }),
    ).toBeVisible();
  }
});

test('a service shows its owner, system and dependencies', async ({
  developerPage,
}) => {
  await developerPage.goto('/catalog/default/component/prod-blog-service');
  await expect(
    developerPage.getByRole('link', { name: 'Blog team' }).first(),
  ).toBeVisible();
  await expect(
    developerPage.getByRole('link', { name: 'prod-user-service' }),
  ).toBeVisible();
  await expect(
    developerPage.getByRole('link', { name: 'postgres' }),
  ).toBeVisible();
});
