import { describe, expect, it } from 'vitest'
import { graveFindings } from './testing/grave-findings.ts'
import { holdBack } from './testing/hold-back.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

describe.skipIf(!hasChromium)('the start page', () => {
  const { visitor } = openBrowser()

  it('speaks the browser’s language, and the one that is chosen from then on', async () => {
    const { page } = await visitor({ language: 'de-DE' })
    await page.goto('/')
    await page.getByRole('link', { name: 'Anmelden' }).waitFor()
    await page.getByLabel('Sprache').selectOption('es')
    await page.getByRole('link', { name: 'Iniciar sesión' }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'Iniciar sesión' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('es')
  })

  it('says at once that a press leads somewhere, until it is there', async () => {
    const { page } = await visitor()
    await page.goto('/', { waitUntil: 'networkidle' })
    const goOn = await holdBack(page, '**/*.js')
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.locator('a[data-going]', { hasText: 'Sign in' }).waitFor()
    expect(await page.locator('html[data-going]').count()).toBe(1)
    goOn()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.locator('html:not([data-going])').waitFor({ state: 'attached' })
    expect(await page.locator('[data-going]').count()).toBe(0)
  })

  it('fetches nothing from anywhere else', async () => {
    const { page } = await visitor()
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).host))
    await page.goto('/', { waitUntil: 'networkidle' })
    expect([...hosts]).toEqual([new URL(page.url()).host])
  })

  it('can be read by everybody, light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await visitor({ scheme })
      await page.goto('/', { waitUntil: 'networkidle' })
      expect(await graveFindings(page)).toEqual([])
    }
  })
})
