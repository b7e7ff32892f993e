import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { atTheDesk, dayFromNow, openConsole } from './testing/clinic-desk.ts'
import { holdBack } from './testing/hold-back.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

describe.skipIf(!hasChromium)('the clinic’s day', () => {
  const { visitor } = openBrowser()

  it('is booked by keyboard alone, in at most five presses besides typing', async () => {
    const desk = await atTheDesk()
    await desk.register('Quirina Keyboard', '+12125550161')
    const { page } = await visitor()
    await openConsole(page)
    const { press, presses } = countingPresses(page)
    await press('Control+k')
    await page.getByRole('combobox', { name: 'Patient' }).waitFor()
    await page.keyboard.type('quirina k')
    await page.getByRole('option', { name: /Quirina Keyboard/ }).waitFor()
    await press('Enter')
    await page.getByRole('radio', { name: /Consultation/ }).waitFor()
    await focusIs(page, page.getByRole('radio', { checked: true }))
    await page.getByRole('group', { name: 'First free times' }).waitFor()
    await press('Enter')
    await press('Enter')
    await focusIs(page, page.getByLabel('Reason (may stay empty)'))
    await page.keyboard.type('a cough')
    await press('Enter')
    await page.getByRole('heading', { name: 'Booked' }).waitFor()
    expect(presses()).toBeLessThanOrEqual(5)
    await page.getByText(/^RVR-/).waitFor()
    const { items } = await desk.get<{ items: { id: string }[] }>('/patients?search=quirina')
    const visits = await desk.get<{ items: object[] }>(`/appointments?patient=${items[0]?.id}`)
    expect(visits.items).toHaveLength(1)
  })

  it('registers a caller in place, without losing what was typed', async () => {
    const { page } = await visitor()
    await openConsole(page, '/book')
    await page.getByRole('combobox', { name: 'Patient' }).fill('Novella Caller')
    await page.getByRole('option', { name: /Register “Novella Caller”/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByLabel('Phone').fill('(212) 555-0162')
    await page.getByLabel(/The patient agrees/).press('Space')
    await page.keyboard.press('Enter')
    await page.getByRole('radiogroup', { name: 'Visit' }).waitFor()
    await page.getByText('+12125550162').waitFor()
    const desk = await atTheDesk()
    expect(await desk.get('/patients?search=novella')).toMatchObject({
      items: [{ name: 'Novella Caller', phone: '+12125550162' }],
    })
  })

  it('moves a visit where it is dropped, after asking once', async () => {
    const { desk, visit, others } = await bookedOn(9, 'Dragan Drop')
    const to = others.find(({ doctor }) => doctor.id === visit.doctor.id)
    const { page } = await visitor({ width: 3_000 })
    await openConsole(page, `?date=${visit.localDate}`)
    const card = page.getByRole('button', { name: /Dragan Drop/ })
    await card.dragTo(
      page.getByRole('button', { name: new RegExp(`${to?.doctor.name} .* ${to?.localTime}:00 -`) }),
      {
        // where it is held: at its beginning
        sourcePosition: { x: 12, y: 30 },
        targetPosition: { x: 12, y: 30 },
      },
    )
    await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByRole('status').filter({ hasText: 'Dragan Drop: moved' }).waitFor()
    expect(await desk.visit(visit.id)).toMatchObject({ localTime: to?.localTime, status: 'booked' })
  })

  it('moves a visit by keyboard as well', async () => {
    const { desk, visit } = await bookedOn(10, 'Movina Keys')
    const { page } = await visitor()
    await openConsole(page, `?date=${visit.localDate}`)
    await page.getByRole('button', { name: /Movina Keys/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Move…' }).press('Enter')
    const times = page.getByRole('group', { name: 'Nearest times' }).getByRole('button')
    await times.first().focus()
    await page.keyboard.press('ArrowDown')
    await focusIs(page, times.nth(1))
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'Movina Keys: moved' }).waitFor()
    expect((await desk.visit(visit.id)).version).toBeGreaterThan(visit.version)
  })

  it('shows both versions to the second of two who change one visit, and lets them choose', async () => {
    const { desk, visit, others } = await bookedOn(11, 'Twyla Twice')
    const { page } = await visitor({ expecting: /412/ })
    await openConsole(page, `?date=${visit.localDate}&visit=${visit.id}`)
    await page.getByRole('button', { name: 'Move…' }).click()
    const times = page.getByRole('group', { name: 'Nearest times' }).getByRole('button')
    await times.first().waitFor()
    // somebody else is faster
    const theirs = others.at(-1)
    const moved = await desk.move(visit, theirs?.id ?? '')
    await times.first().click()
    const dialog = page.getByRole('dialog', { name: 'This visit was changed meanwhile' })
    await dialog.waitFor()
    const seen = dialog.getByRole('region', { name: 'What you saw' })
    const now = dialog.getByRole('region', { name: 'What it is now' })
    expect(await seen.textContent()).toContain(spoken(visit.localTime))
    expect(await now.textContent()).toContain(spoken(moved.localTime))
    await dialog.getByText(/Last: Moved/).waitFor()
    await dialog.getByRole('button', { name: 'Keep what it is now' }).click()
    expect(await desk.visit(visit.id)).toMatchObject({ localTime: moved.localTime, version: moved.version })
    // and once more, the other way
    await page.getByRole('button', { name: 'Cancel visit…' }).click()
    await page.getByLabel('Why? (may stay empty)').fill('the patient called')
    await desk.move(moved, others[0]?.id ?? '')
    await page.getByRole('button', { name: 'Cancel the visit' }).click()
    await page.getByRole('dialog', { name: 'This visit was changed meanwhile' }).waitFor()
    await page.getByRole('button', { name: 'Do mine anyway' }).click()
    await page.getByRole('status').filter({ hasText: 'Twyla Twice: cancelled' }).waitFor()
    expect(await desk.visit(visit.id)).toMatchObject({ status: 'cancelled' })
  })

  it('tells the admin who of the desk did what, and everybody what they did themselves', async () => {
    const { desk, visit } = await bookedOn(13, 'Hilda History')
    const { page } = await visitor()
    await openConsole(page, `?date=${visit.localDate}&visit=${visit.id}`, 'admin@riverside.example')
    const history = page.getByRole('region', { name: 'What has happened' })
    await history.getByText('· desk@riverside.example').waitFor()
    await page.getByRole('button', { name: 'Cancel visit…' }).click()
    await page.getByRole('button', { name: 'Cancel the visit' }).click()
    await history.getByText('· you').waitFor()
    expect((await desk.visit(visit.id)).status).toBe('cancelled')
  })

  it('offers other times when the one that was wanted is gone', async () => {
    const { desk, visit } = await bookedOn(12, 'Gonzala Gone')
    const { page } = await visitor({ expecting: /409/ })
    await openConsole(page, `?date=${visit.localDate}&visit=${visit.id}`)
    await page.getByRole('button', { name: 'Move…' }).click()
    const first = page.getByRole('group', { name: 'Nearest times' }).getByRole('button').first()
    await first.waitFor()
    // What happens at the desk is told to the page at once, which would take the time away before the press: its next look
    // waits, as one over a slow line does.
    const goOn = await holdBack(page, '**/alternatives*')
    const nearest = await desk.get<{ items: { id: string }[] }>(`/appointments/${visit.id}/alternatives`)
    const rival = await desk.register('Rivalda First')
    await desk.book(nearest.items[0]?.id ?? '', rival.id)
    await first.click()
    const dialog = page.getByRole('dialog', { name: 'That time is gone' })
    await dialog.waitFor()
    goOn()
    await dialog.getByRole('group', { name: 'Free times nearby' }).getByRole('button').first().click()
    await page.getByRole('status').filter({ hasText: 'Gonzala Gone: moved' }).waitFor()
    expect((await desk.visit(visit.id)).version).toBeGreaterThan(visit.version)
  })

  it('shows who is checked in on the board of the waiting room', async () => {
    const admin = await atTheDesk('admin@riverside.example')
    const [time] = await admin.freeTimes('limit=1')
    const patient = await admin.register('Quentin Queue')
    await admin.walkIn(patient.id, time?.doctor.id ?? '')
    const { page } = await visitor()
    await openConsole(page, '/queue')
    await page.getByRole('button', { name: 'Check in: Quentin Queue' }).click()
    await page.getByRole('button', { name: 'Done: Quentin Queue' }).waitFor()
    await page
      .getByText(/waiting 0 min/)
      .first()
      .waitFor()
    await page.getByLabel('Initials only').check()
    await page.getByRole('button', { name: /Done: Q\. Q\./ }).waitFor()
    expect(await page.getByRole('main').getByText('Quentin Queue').count()).toBe(0)
  })

  it('takes somebody who stands there without an appointment, from the day’s own page', async () => {
    const admin = await atTheDesk('admin@riverside.example')
    const patient = await admin.register('Wanda Walkin')
    const { page } = await visitor()
    await openConsole(page, '', 'admin@riverside.example')
    await page.getByRole('link', { name: 'Walk-in' }).click()
    await page.getByRole('heading', { name: 'Book a walk-in' }).waitFor()
    await page.getByRole('combobox', { name: 'Patient' }).fill('wanda walk')
    await page
      .getByRole('option', { name: /Wanda Walkin/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Book beyond the rules' }).click()
    await page.getByRole('heading', { name: 'Booked' }).waitFor()
    const visits = await admin.get<{ items: { startsAt: string }[] }>(`/appointments?patient=${patient.id}`)
    expect(visits.items).toHaveLength(1)
    const minutesAway = Math.abs(Date.parse(visits.items[0]?.startsAt ?? '') - Date.now()) / 60_000
    expect(minutesAway).toBeLessThan(3)
  })

  it('lets the admin leave the rules, with a reason', async () => {
    const admin = await atTheDesk('admin@riverside.example')
    const patient = await admin.register('Ove Rider')
    const { page } = await visitor()
    await openConsole(page, `/book?date=${dayFromNow(1)}`, 'admin@riverside.example')
    await page.getByRole('combobox', { name: 'Patient' }).fill('ove rider')
    await page
      .getByRole('option', { name: /Ove Rider/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Book beyond the rules…' }).click()
    const form = page.getByRole('region', { name: 'Beyond the rules' })
    await form.getByLabel('Time (').fill('23:55')
    await form.getByLabel('Why the rules are left').fill('fell off a ladder')
    await form.getByRole('button', { name: 'Book beyond the rules' }).click()
    await page.getByRole('heading', { name: 'Booked' }).waitFor()
    const visits = await admin.get<{ items: { localTime: string }[] }>(`/appointments?patient=${patient.id}`)
    expect(visits.items.map(({ localTime }) => localTime)).toEqual(['23:55'])
  })
})

/** A visit of somebody of one's own, and what is free that day besides: of the first day from then on that has times. */
async function bookedOn(daysFromNow: number, name: string) {
  const desk = await atTheDesk()
  const times = await desk.freeTimes(`from=${dayFromNow(daysFromNow)}&visitType=consultation&limit=60`)
  const day = times.filter(({ localDate }) => localDate === times[0]?.localDate)
  const [first, ...others] = day.filter(({ doctor }) => doctor.id === day[0]?.doctor.id)
  const patient = await desk.register(name)
  const visit = await desk.book(first?.id ?? '', patient.id)
  return { desk, visit, others }
}

function countingPresses(page: Page) {
  let count = 0
  return {
    presses: () => count,
    async press(key: string) {
      count += 1
      await page.keyboard.press(key)
    },
  }
}

async function focusIs(page: Page, locator: ReturnType<Page['locator']>): Promise<void> {
  await expect
    .poll(async () => {
      const node = await locator.elementHandle()
      return page.evaluate((each) => document.activeElement === each, node)
    })
    .toBe(true)
}

/** 13:30 as these screens say it to an American: 1:30 PM */
const spoken = (localTime: string): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' }).format(
    new Date(`2000-01-01T${localTime}Z`),
  )
