import type { Page } from 'playwright-core'

/** From now on what the page asks of these addresses waits, as over a slow line. @returns lets all of it go on */
export async function holdBack(page: Page, addresses: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(addresses, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}
