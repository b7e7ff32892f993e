import type { Page } from 'playwright-core'
import type { Person } from './ask.ts'

/** Fills in the form that stands before somebody. */
export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel(/^Password/).fill(password)
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Goes to a place behind the sign-in, and stands there then. */
export async function enter(page: Page, path: string, person: Person): Promise<void> {
  await page.goto(`/sign-in?then=${encodeURIComponent(path)}`)
  await signIn(page, person)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}
