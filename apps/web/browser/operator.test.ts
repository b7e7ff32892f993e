import { describe, expect, it } from 'vitest'
import { graveFindings } from './testing/grave-findings.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'
import { demo } from './testing/ask.ts'
import { enter } from './testing/sign-in.ts'

const operator = demo('operator@polyclinic.example')
const pages = [
  '',
  '/clinics/riverside',
  '/onboarding',
  '/operations',
  '/servers',
  '/migrations',
  '/dead-letters',
]

describe.skipIf(!hasChromium)('the operator’s console', () => {
  const { visitor } = openBrowser()

  it('onboards a clinic from a form, and shows it become active as it happens', async () => {
    const { page } = await visitor()
    await enter(page, '/operator/onboarding', operator)
    await page.getByLabel('Name of the clinic').fill('Praxis am Fluß')
    expect(await page.getByLabel('Name in addresses').inputValue()).toBe('praxis-am-fluss')
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Berlin')
    await page.getByLabel('Country').fill('de')
    await page.getByRole('button', { name: 'Onboard it' }).click()
    await page.getByText('Praxis am Fluß is active').waitFor({ timeout: 40_000 })
    await page.getByRole('link', { name: 'Open Praxis am Fluß' }).click()
    await page.getByRole('heading', { level: 1, name: 'Praxis am Fluß' }).waitFor()
    await page.getByText('Europe/Berlin').waitFor()

    await page.getByRole('button', { name: 'Edit contact facts' }).click()
    await page.getByLabel('Phone').fill('+49 40 1234567')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('+49401234567').waitFor()

    await page.getByRole('button', { name: 'Archive' }).click()
    const sure = page.getByRole('dialog').getByRole('button', { name: 'Archive' })
    expect(await sure.isDisabled()).toBe(true)
    await page.getByLabel('Type praxis-am-fluss to be sure').fill('praxis-am-fluss')
    await sure.click()
    await page.getByText('Archived').waitFor()
  })

  it('judges a list row by row, and does nothing of it before it is told to', async () => {
    const { page } = await visitor()
    await enter(page, '/operator/onboarding', operator)
    await page.getByRole('tab', { name: 'Many, from a list' }).click()
    await page
      .getByLabel('The list as CSV')
      .fill(
        'slug,name,timeZone,country\nlist-one,First of the list,Europe/Berlin,DE\nriverside,Another,Europe/Berlin,DE\nOdd one,Odd,Europe/Berlin,DE',
      )
    await page.getByRole('button', { name: 'Look what it would do' }).click()
    const rows = page.getByRole('table').getByRole('row')
    await rows.filter({ hasText: 'First of the list' }).getByText('Would be new').waitFor()
    await rows.filter({ hasText: 'Another' }).getByText('Refused').waitFor()
    expect(await rows.count()).toBe(3)
    await page.getByText('Nothing has been done yet.').waitFor()
    await page.getByRole('button', { name: 'Bring in 1 clinic' }).click()
    await rows.filter({ hasText: 'First of the list' }).getByText('Active').waitFor({ timeout: 40_000 })
    await page.getByText('1 of 1 are there').waitFor()
  })

  it('says of a long file which it is, instead of showing all of it', async () => {
    const { page } = await visitor()
    await enter(page, '/operator/onboarding', operator)
    await page.getByRole('tab', { name: 'Many, from a list' }).click()
    const rows = Array.from(
      { length: 2_000 },
      (_, nth) => `long-${nth},Long list No. ${nth},Europe/Berlin,DE`,
    )
    const buffer = Buffer.from(['slug,name,timeZone,country', ...rows, ''].join('\n'))
    await page.locator('input[type=file]').setInputFiles({ name: 'long.csv', mimeType: 'text/csv', buffer })
    await page.getByText(/long\.csv · 2,?000 lines/).waitFor()
    expect(await graveFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Look what it would do' }).click()
    await page.getByRole('button', { name: /Bring in 2,?000 clinics/ }).waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Take another' }).click()
    expect(await page.getByLabel('The list as CSV').inputValue()).toBe('')
    // what was judged was of the other one
    expect(await page.getByRole('button', { name: /^Bring in/ }).count()).toBe(0)
    await page.locator('input[type=file]').setInputFiles({ name: 'long.csv', mimeType: 'text/csv', buffer })
    await page.getByText(/long\.csv · 2,?000 lines/).waitFor()
  })

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'can be read by everybody on every page: %s, %i px wide',
    { timeout: 120_000 },
    async (scheme, width) => {
      const { page } = await visitor({ scheme, width })
      await enter(page, '/operator', operator)
      await page.getByRole('table').waitFor()
      for (const place of pages) {
        await page.goto(`/operator${place}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.getByRole('status', { name: 'One moment …' }).first().waitFor({ state: 'detached' })
        expect(await graveFindings(page)).toEqual([])
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect([place, beyond <= 0]).toEqual([place, true])
      }
    },
  )
})
