import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

const most = 200_000

describe.skipIf(!hasChromium)('the first page', () => {
  const { visitor } = openBrowser()

  it('weighs less than 200 KB of script, packed, with all that it loads by itself', async () => {
    const { page } = await visitor()
    const scripts = new Map<string, Promise<number>>()
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return
      scripts.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      )
    })
    await page.goto('/', { waitUntil: 'networkidle' })
    await page.getByRole('link', { name: /^Family medicine/ }).waitFor()
    const sizes = await Promise.all(scripts.values())
    const sum = sizes.reduce((total, size) => total + size, 0)
    expect(sizes.length).toBeGreaterThan(5)
    expect(sum).toBeLessThan(most)
    console.info(`The first page loads ${Math.round(sum / 1_000)} KB of script in ${sizes.length} files.`)
  })
})
