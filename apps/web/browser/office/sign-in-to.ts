import type { Page } from 'playwright-core'

/** Opens a page that needs somebody, and signs in on the way there. */
export async function signInTo(page: Page, path: string, email: string): Promise<void> {
  await page.goto(path)
  await page.getByLabel('E-mail').first().fill(email)
  await page.locator('input[type=password]').fill('polyclinic-demo-only')
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.pathname.startsWith('/clinic/'))
}
