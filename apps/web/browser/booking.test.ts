import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { graveFindings } from './testing/grave-findings.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'
import { newPatient, pat, type Patient } from './testing/patients.ts'
import { enter } from './testing/sign-in.ts'
import { freeTimes } from './testing/times.ts'

const clinic = 'harbour-view'
const bookAddress = (slot: string) => `/c/${clinic}/book?slot=${slot}&visitType=consultation`

/** The last ones first: nobody else's journey goes there. */
const lateTimes = async () => (await freeTimes(clinic, { limit: '500' })).toReversed()
const visitsOf = async ({ ask }: Patient) =>
  (await ask.get<{ items: { startsAt: string }[] }>('/v1/me/appointments')).items

describe.skipIf(!hasChromium)('a patient who books', () => {
  const { visitor } = openBrowser()
  let rory: Patient
  beforeAll(async () => {
    // another one each time, where the installation stays
    rory = await newPatient('Rory Racer')
  })

  it('is offered other times where somebody else was quicker, and goes on with one by one press', async () => {
    const [slot] = await lateTimes()
    const address = bookAddress(slot?.id ?? '')
    const pages = await Promise.all(
      [pat, rory].map(async (patient) => {
        const { page } = await visitor({ expecting: /409/ })
        await enter(page, `/c/${clinic}`, patient)
        return page
      }),
    )
    await Promise.all(pages.map((page) => page.goto(address)))
    const states = await Promise.all(
      pages.map(async (page) => {
        await page.getByRole('timer').or(page.getByText('Somebody is choosing this time')).waitFor()
        return page.getByRole('timer').isVisible()
      }),
    )
    expect(states.toSorted()).toEqual([false, true])
    const [winner, other] = states[0] ? pages : pages.toReversed()
    await winner?.getByRole('button', { name: 'Confirm the appointment' }).click()
    await winner?.getByRole('heading', { name: 'You are booked' }).waitFor()

    await other?.getByRole('alert').getByRole('link').first().click()
    await other?.getByRole('timer').waitFor()
    await other?.getByRole('button', { name: 'Confirm the appointment' }).click()
    await other?.getByRole('heading', { name: 'You are booked' }).waitFor()

    // who comes later and is not signed in sees that it has gone
    const { page: late } = await visitor()
    await late.goto(address)
    await late.getByText('This time has just been taken').waitFor()
    await late.getByRole('alert').getByRole('link').first().waitFor()
  })

  it('keeps what was typed when the connection is lost, and is booked once', async () => {
    const [slot] = (await lateTimes()).slice(3)
    const { page, context } = await visitor({ expecting: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/ })
    const before = (await visitsOf(rory)).length
    await enter(page, bookAddress(slot?.id ?? ''), rory)
    await page.getByRole('timer').waitFor()
    const reason = page.getByLabel(/Reason for the visit/)
    await reason.fill('My knee hurts on stairs')

    await context.setOffline(true)
    await page.getByRole('button', { name: 'Confirm the appointment' }).click()
    await page.getByText('We cannot reach the service').waitFor()
    expect(await reason.inputValue()).toBe('My knee hurts on stairs')
    await context.setOffline(false)

    // this one arrives and is booked, only its answer is lost
    await page.route('**/appointments', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: 'Send it again' }).click()
    await page.getByText('We cannot reach the service').waitFor()
    await page.unroute('**/appointments')
    await page.getByRole('button', { name: 'Send it again' }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(await visitsOf(rory)).toHaveLength(before + 1)
  })

  it('gives the time back by going away', async () => {
    const [slot] = (await lateTimes()).slice(6)
    const { page } = await visitor()
    await enter(page, bookAddress(slot?.id ?? ''), rory)
    await page.getByRole('button', { name: 'I need longer' }).click()
    await page.getByRole('button', { name: 'I need longer' }).waitFor({ state: 'detached' })
    const isFree = async () => (await lateTimes()).some(({ id }) => id === slot?.id)
    expect(await isFree()).toBe(false)
    await page.getByRole('link', { name: 'Find a time' }).click()
    await expect.poll(isFree, { timeout: 10_000 }).toBe(true)
  })

  it('books on a phone, where nothing is wider than the screen', async () => {
    const [, , , , slot] = (await lateTimes()).slice(6)
    const { page } = await visitor({ width: 390, height: 844 })
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
    await page.goto('/')
    await page.getByRole('link', { name: /^Pediatrics/ }).click()
    await page.getByRole('article').first().waitFor()
    expect(await fits()).toBe(true)
    await page.goto(`/c/${clinic}`)
    await page.locator('li a.number').first().waitFor()
    expect(await fits()).toBe(true)
    await enter(page, bookAddress(slot?.id ?? ''), rory)
    await page.getByRole('timer').waitFor()
    expect(await fits()).toBe(true)
    await page.getByRole('button', { name: 'Confirm the appointment' }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(await fits()).toBe(true)
  })

  it('can read every page before signing in, light and dark', async () => {
    const { page } = await visitor()
    await page.goto('/?specialty=family-medicine')
    await page.getByRole('article').first().waitFor()
    expect(await inBothSchemes(page)).toEqual([])
    await page.goto(`/c/${clinic}`)
    await page.locator('li a.number').first().waitFor()
    await page.getByRole('button', { name: 'Calendar' }).click()
    await page.getByRole('table').last().waitFor()
    expect(await inBothSchemes(page)).toEqual([])
    await page.locator('li a.number').last().click()
    await page.getByLabel('Your name').waitFor()
    expect(await inBothSchemes(page)).toEqual([])
  }, 180_000)

  it('can read a doctor’s page and what is held, light and dark', async () => {
    const [slot] = (await lateTimes()).slice(12)
    const { page } = await visitor()
    await page.goto('/?q=harbor%20view')
    await page.getByRole('link', { name: 'Harbour View Medical Centre' }).waitFor()
    expect(await inBothSchemes(page)).toEqual([])
    await page.goto(`/c/${clinic}`)
    await page
      .getByRole('link', { name: /^Dr\. / })
      .last()
      .click()
    await page.getByRole('heading', { level: 1, name: /^Dr\. / }).waitFor()
    await page.locator('li a.number').first().waitFor()
    expect(await inBothSchemes(page)).toEqual([])
    await enter(page, bookAddress(slot?.id ?? ''), rory)
    await page.getByRole('timer').waitFor()
    expect(await inBothSchemes(page)).toEqual([])
  }, 180_000)
})

async function inBothSchemes(page: Page): Promise<string[]> {
  const findings: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    findings.push(...(await graveFindings(page)))
  }
  return findings
}
