import { beforeAll, describe, expect, it } from 'vitest'
import { newPatient, type Patient } from './testing/patients.ts'
import { signIn } from './testing/sign-in.ts'
import { book, type FreeTime, freeTimes } from './testing/times.ts'
import { graveFindings } from './testing/grave-findings.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

const clinic = 'harbour-view'
const name = '<img src=x onerror=alert(1)>'

describe.skipIf(!hasChromium)('a visit of one’s own', () => {
  const { visitor } = openBrowser()
  let patient: Patient
  let times: FreeTime[]
  beforeAll(async () => {
    patient = await newPatient(name)
    times = await freeTimes(clinic, {})
  }, 60_000)
  // the latest days of the calendar, where other journeys seldom are
  const timeFor = (nth: number) => times.at(-1 - nth * 3) as FreeTime

  const localDateOf = async (id: string) =>
    (await patient.ask.get<{ localDate: string }>(`/v1/clinics/${clinic}/appointments/${id}`)).localDate

  async function enter(path: string, options = {}) {
    const { page, context } = await visitor(options)
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await page.goto(path)
    await signIn(page, patient)
    await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
    return { page, context, dialogs }
  }

  it('is seen in the list, moved, and has its story', async () => {
    const visit = await book(patient.ask, clinic, timeFor(0).id)
    const { page, dialogs } = await enter('/visits')
    const card = page.getByRole('listitem').filter({ hasText: visit.reference })
    await card.getByText('Booked').waitFor()
    await page.getByRole('button', { name }).waitFor()
    await card.getByRole('link').click()
    await page.getByText('8 Hickson Road', { exact: false }).waitFor()
    await page.getByRole('link', { name: /^Call \+612/ }).waitFor()

    await page.getByRole('button', { name: 'Move', exact: true }).click()
    const before = await page.getByRole('heading', { level: 2 }).first().textContent()
    await page.getByLabel('Day').selectOption({ index: 1 })
    await page
      .getByRole('group', { name: /^Free times on / })
      .getByRole('button')
      .last()
      .click()
    expect(await graveFindings(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Move it' }).click()
    await page.getByRole('status').filter({ hasText: 'Moved to' }).waitFor()
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).not.toBe(before)
    expect(await localDateOf(visit.id)).not.toBe(timeFor(0).localDate)
    await page.getByRole('button', { name: 'What has happened' }).click()
    await page.getByText('Moved', { exact: true }).waitFor()
    expect(dialogs).toEqual([])
  })

  it('is cancelled unless that is undone, and at once when the page is left', async () => {
    const visit = await book(patient.ask, clinic, timeFor(1).id)
    const other = await book(patient.ask, clinic, timeFor(2).id)
    const path = `/c/${clinic}/visits/${visit.id}`
    const status = async (id: string) =>
      (await patient.ask.get<{ status: string }>(`/v1/clinics/${clinic}/appointments/${id}`)).status
    const { page } = await enter(path)
    const cancel = async () => {
      await page.getByRole('button', { name: 'Cancel visit' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Yes, cancel it' }).click()
    }
    await page.getByRole('button', { name: 'Cancel visit' }).click()
    await page.getByRole('dialog').getByLabel('Why? (optional)').waitFor()
    expect(await graveFindings(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Yes, cancel it' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Nothing was cancelled').waitFor()
    expect(await status(visit.id)).toBe('booked')

    await cancel()
    await page.getByText('The visit is cancelled.').waitFor()
    expect(await status(visit.id)).toBe('cancelled')

    await page.goto(`/c/${clinic}/visits/${other.id}`)
    await cancel()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await page.goto('/sign-in')
    await expect.poll(() => status(other.id), { timeout: 15_000 }).toBe('cancelled')
  })

  it('shows both versions when the clinic was faster, and lets one choose', async () => {
    const visit = await book(patient.ask, clinic, timeFor(3).id)
    const { page } = await enter(`/c/${clinic}/visits/${visit.id}?move=true`, { expecting: /412/ })
    const nearest = page.getByRole('button', { name: /, ?Dr/ })
    await nearest.nth(1).waitFor()
    await patient.ask.post(
      `/v1/clinics/${clinic}/appointments/${visit.id}/reschedule`,
      { slotId: timeFor(4).id },
      { 'if-match': `"${visit.version}"` },
    )
    await nearest.nth(1).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Move it' }).click()
    await page.getByText('Somebody else changed this meanwhile').waitFor()
    expect(await page.getByRole('columnheader').allTextContents()).toEqual(['Yours', 'As it is now'])
    await page.getByRole('button', { name: 'Move it anyway' }).click()
    await page.getByRole('status').filter({ hasText: 'Moved to' }).waitFor()
  })

  it('can be had in a calendar that keeps itself up to date', async () => {
    const { page } = await enter('/visits')
    await page.getByRole('button', { name: 'Add a calendar' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('My phone')
    await page.getByRole('button', { name: 'Make the address' }).click()
    const address = await page.getByText(/\/v1\/feeds\/.*calendar\.ics/).textContent()
    expect(await (await fetch(address ?? '')).text()).toContain('BEGIN:VCALENDAR')
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'End', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click()
    await page.getByText('My phone', { exact: true }).waitFor({ state: 'detached' })
    expect((await fetch(address ?? '')).status).toBe(404)
  })

  it.each(['light', 'dark'] as const)(
    'can be read by everybody in %s colours, on a phone too',
    async (scheme) => {
      const visit = await book(patient.ask, clinic, timeFor(scheme === 'light' ? 5 : 6).id)
      const { page } = await enter('/visits', { scheme, width: 390, height: 800 })
      for (const path of ['/visits', `/c/${clinic}/visits/${visit.id}?move=true`]) {
        await page.goto(path)
        await page.getByText(visit.reference).waitFor()
        await page.getByRole('status', { name: 'One moment' }).first().waitFor({ state: 'detached' })
        expect(await graveFindings(page)).toEqual([])
        expect(await page.evaluate(() => document.body.scrollWidth - document.body.clientWidth)).toBe(0)
      }
    },
    120_000,
  )
})
