import type { Page } from 'playwright-core'

/** Waits until a page shows what it is for: a page with a live stream is never without a request. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(
    () => document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root') === null,
  )
}
