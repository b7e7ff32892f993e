import { describe, expect, it } from 'vitest'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

describe.skipIf(!hasChromium)('a search for a time', () => {
  const { visitor } = openBrowser()

  it('looks around a city that is chosen from what was typed, by keyboard', async () => {
    const { page } = await visitor()
    await page.goto('/')
    const place = page.getByRole('combobox', { name: 'Where' })
    await place.fill('hamb')
    await page.getByRole('option', { name: 'Hamburg', exact: true }).waitFor()
    await place.press('Enter')
    await page.getByRole('link', { name: /^Family medicine/ }).click()
    await page.getByRole('article').first().waitFor()
    const clinics = await page
      .getByRole('article')
      .getByRole('link', { name: 'Alster-Praxis Hamburg' })
      .count()
    expect(clinics).toBe(await page.getByRole('article').count())
    // all of it is in the address
    await page.reload()
    await page.getByRole('article').first().waitFor()
    expect(await place.inputValue()).toBe('Hamburg')
    expect(await page.getByLabel('Within').inputValue()).toBe('25')
  })

  it('looks near where the reader is', async () => {
    const { page, context } = await visitor()
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation({ latitude: -33.86, longitude: 151.21 })
    await page.goto('/?specialty=family-medicine')
    await page.getByRole('button', { name: 'Near me' }).click()
    await page
      .getByText(/Sydney · \d/)
      .first()
      .waitFor()
    await expect.poll(() => page.getByText('Hamburg').count(), { timeout: 10_000 }).toBe(0)
    expect(page.url()).toContain('lat=-33.86')
  })

  it('offers to give up what is in the way when nothing fits', async () => {
    const { page } = await visitor()
    await page.goto('/?specialty=family-medicine&near=riverside&place=New%20York&language=sw')
    await page.getByText('Nothing free fits all your wishes').waitFor()
    await page.getByRole('button', { name: 'Any language' }).click()
    await page.getByRole('article').first().waitFor()
    expect(page.url()).not.toContain('language')
  })

  it('finds a doctor by a name with slips, and shows that doctor’s days', async () => {
    const { page } = await visitor()
    await page.goto('/')
    await page.getByLabel('Doctor or clinic').fill('mya chen')
    await page.getByRole('link', { name: 'Dr. Maya Chen' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Dr. Maya Chen' }).waitFor()
    const days = page.getByRole('heading', { level: 3 })
    await days.first().waitFor()
    const first = await days.first().textContent()
    await page.getByRole('button', { name: 'Later' }).click()
    await expect.poll(() => days.first().textContent(), { timeout: 10_000 }).not.toBe(first)
    await page.getByRole('button', { name: 'Calendar' }).click()
    await page.getByRole('table').waitFor()
  })
})
