import type { Page } from '@playwright/test';
import type { Role } from './accounts';

/** Signs in as a person would: the portal's button, then the account's. Ends on the page that was asked for. */
export async function signIn(page: Page, role: Role, target = '/') {
  await page.goto(target);
  await page.getByRole('button', { name: /sign in/i }).click();
  const account = page.getByRole('button', { name: new RegExp(role, 'i') });
  await account.click();
  await page
    .getByRole('navigation')
    .first()
    .getByRole('link', { name: 'Catalog', exact: true })
    .waitFor();
}
