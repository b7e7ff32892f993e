import type { Page } from 'playwright-core'

/** Goes to a place behind the sign-in as one of the demo's people. */
export async function signInAs(page: Page, email: string, place: string): Promise<void> {
  await page.goto(place)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').first().fill('polyclinic-demo-only')
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click()
}
