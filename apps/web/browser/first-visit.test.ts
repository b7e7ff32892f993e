import { describe, expect, it } from 'vitest'
import { graveFindings } from './testing/grave-findings.ts'
import { linkIn, mailTo } from './testing/mail-to.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'
import { codeFor } from './testing/patients.ts'

describe.skipIf(!hasChromium)('somebody who comes for the first time', () => {
  const { visitor } = openBrowser()

  // the confirmation rests for a minute, so that what is undone at once is never told
  it('has a confirmed appointment after at most six presses, and a mail by which it can be moved', async () => {
    const { page } = await visitor()
    let presses = 0
    const press = async (act: Promise<void>) => {
      presses += 1
      await act
    }
    const email = `fay.${Date.now()}@people.example`
    await page.goto('/')
    await press(page.getByRole('link', { name: /^Family medicine/ }).click())
    const first = page.getByRole('article').first()
    const clinic = await first.getByRole('link').first().textContent()
    await press(first.locator('a.number').first().click())
    const name = page.getByLabel('Your name')
    await name.waitFor()
    await expect
      .poll(() => name.evaluate((field) => field === document.activeElement), { timeout: 10_000 })
      .toBe(true)
    await page.keyboard.type('Fay First')
    await press(page.keyboard.press('Tab'))
    await page.keyboard.type(email)
    await press(page.keyboard.press('Enter'))
    const code = page.getByLabel('Code from the e-mail')
    await code.waitFor()
    await page.keyboard.type(await codeFor(email))
    await press(page.keyboard.press('Enter'))
    await page.getByRole('timer').waitFor()
    await press(page.getByRole('button', { name: 'Confirm the appointment' }).click())
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(presses).toBeLessThanOrEqual(6)

    await page.getByText(clinic ?? '', { exact: true }).waitFor()
    const reference = await page.getByText(/^[A-Z]{3}-[A-Z0-9]{4}-[A-Z0-9]{2}$/).textContent()
    expect(await graveFindings(page)).toEqual([])
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Add to calendar' }).click()
    expect((await downloading).suggestedFilename()).toBe(`${reference}.ics`)
    // it is there again after a reload
    await page.reload()
    await page.getByText(reference ?? '').waitFor()

    const { text } = await mailTo(email, /^Booked/, 100_000)
    expect(text).toContain(reference)
    // by the mail's link, in another browser
    const { page: phone } = await visitor({ width: 390 })
    await phone.goto(linkIn(text, 'manage'))
    await phone.getByText(reference ?? '').waitFor()
    await phone.getByRole('button', { name: 'Move', exact: true }).waitFor()
  }, 160_000)
})
