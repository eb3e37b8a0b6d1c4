import { roles } from './support/accounts';
import { signIn } from './support/signIn';
import { expect, test } from './support/test';

for (const role of roles) {
  test(`${role} signs in and stays signed in after a reload`, async ({
    page,
  }) => {
    await signIn(page, role, '/settings');
    await expect(page).toHaveURL(/\/settings/);
    await expect(
      page.getByText(`user:default/${role}`).or(page.getByText(role)).first(),
    ).toBeVisible();

    await page.reload();
    await expect(
      page.getByRole('link', { name: 'Catalog', exact: true }),
    ).toBeVisible();
  });
}

test('signing out shows the sign-in page, also after a reload', async ({
  page,
}) => {
  await signIn(page, 'developer', '/settings');
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByRole('button', { name: /sign in/i })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: /sign in/i })).toBeVisible();
});

test('nobody sees the catalog without signing in', async ({ request }) => {
  const response = await request.get('/api/catalog/entities');
  expect(response.status()).toBe(401);
});

test.describe('in Korean', () => {
  test.use({ language: 'ko' });

  test('the sidebar speaks Korean', async ({ operatorPage }) => {
    await operatorPage.goto('/');
    await expect(
      operatorPage.getByRole('link', { name: '카탈로그' }),
    ).toBeVisible();
    await expect(
      operatorPage.getByRole('link', { name: '설정' }),
    ).toBeVisible();
  });
});
