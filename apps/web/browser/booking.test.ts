import { beforeAll, describe, expect, it } from 'vitest'
import { graveFindings } from './testing/grave-findings.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'
import {
  goAs,
  lateSlots,
  pat,
  registerPatient,
  visitsOf,
  type VisitingPatient,
} from './testing/visiting-patient.ts'

const clinic = 'harbour-view'
const bookAddress = (slot: string) => `/c/${clinic}/book?slot=${slot}&visitType=consultation`

describe.skipIf(!hasChromium)('a patient who books', () => {
  const { visitor } = openBrowser()
  let rory: VisitingPatient
  beforeAll(async () => {
    rory = await registerPatient('Rory Racer', 'rory.racer@people.example')
  })

  it('is offered other times where somebody else was quicker, and goes on with one by one press', async () => {
    const [slot] = await lateSlots(clinic)
    const address = bookAddress(slot?.id ?? '')
    const pages = await Promise.all(
      [pat, rory].map(async (patient) => {
        const { page } = await visitor({ expecting: /409/ })
        await goAs(patient, page, `/c/${clinic}`)
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
    const [slot] = (await lateSlots(clinic)).slice(3)
    const { page, context } = await visitor({ expecting: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/ })
    const before = (await visitsOf(rory)).length
    await goAs(rory, page, bookAddress(slot?.id ?? ''))
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
    const [slot] = (await lateSlots(clinic)).slice(6)
    const { page } = await visitor()
    await goAs(rory, page, bookAddress(slot?.id ?? ''))
    await page.getByRole('button', { name: 'I need longer' }).click()
    await page.getByRole('button', { name: 'I need longer' }).waitFor({ state: 'detached' })
    const isFree = async () => (await lateSlots(clinic)).some(({ id }) => id === slot?.id)
    expect(await isFree()).toBe(false)
    await page.getByRole('link', { name: 'Find a time' }).click()
    await expect.poll(isFree, { timeout: 10_000 }).toBe(true)
  })

  it('books on a phone, where nothing is wider than the screen', async () => {
    const [, , , , slot] = (await lateSlots(clinic)).slice(6)
    const { page } = await visitor({ width: 390, height: 844 })
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
    await page.goto('/')
    await page.getByRole('link', { name: /^Pediatrics/ }).click()
    await page.getByRole('article').first().waitFor()
    expect(await fits()).toBe(true)
    await page.goto(`/c/${clinic}`)
    await page.locator('li a.number').first().waitFor()
    expect(await fits()).toBe(true)
    await goAs(rory, page, bookAddress(slot?.id ?? ''))
    await page.getByRole('timer').waitFor()
    expect(await fits()).toBe(true)
    await page.getByRole('button', { name: 'Confirm the appointment' }).click()
    await page.getByRole('heading', { name: 'You are booked' }).waitFor()
    expect(await fits()).toBe(true)
  })

  it('can read every page on the way, light and dark', async () => {
    const [slot] = (await lateSlots(clinic)).slice(12)
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await visitor({ scheme })
      const check = async () => expect(await graveFindings(page)).toEqual([])
      await page.goto('/')
      await page.getByRole('link', { name: /^Family medicine/ }).click()
      await page.getByRole('article').first().waitFor()
      await check()
      await page.goto('/?q=harbor%20view')
      await page.getByRole('link', { name: 'Harbour View Medical Centre' }).waitFor()
      await check()
      await page.goto(`/c/${clinic}`)
      await page.locator('li a.number').first().waitFor()
      await page.getByRole('button', { name: 'Calendar' }).click()
      await page.getByRole('table').last().waitFor()
      await check()
      await page
        .locator('aside, section')
        .getByRole('link', { name: /^Dr\. / })
        .first()
        .click()
      await page.getByRole('heading', { level: 1, name: /^Dr\. / }).waitFor()
      await page.locator('li a.number').first().waitFor()
      await check()
      await page.goto(bookAddress(slot?.id ?? ''))
      await page.getByLabel('Your name').waitFor()
      await check()
      await goAs(rory, page, bookAddress(slot?.id ?? ''))
      await page.getByRole('timer').waitFor()
      await check()
    }
  })
})
