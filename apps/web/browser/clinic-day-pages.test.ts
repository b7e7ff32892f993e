import { beforeAll, describe, expect, it } from 'vitest'
import { atTheDesk, clinic, dayFromNow, openConsole } from './testing/clinic-desk.ts'
import { graveFindings } from './testing/grave-findings.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'
import { settled } from './testing/settled.ts'

const nasty = '<img src=x onerror=alert(1)>'

describe.skipIf(!hasChromium)('the pages of the clinic’s day', () => {
  const { visitor } = openBrowser()
  let pages: Record<string, string> = {}

  beforeAll(async () => {
    if (hasChromium) pages = await pagesWithSomebodyNasty()
  }, 60_000)

  it('show any name as text, can be read by everybody, and fit on a phone', async () => {
    const { page } = await visitor()
    const findings: string[] = []
    page.on('dialog', (dialog) => {
      findings.push(`${page.url()} ran a name as a script`)
      void dialog.dismiss()
    })
    await openConsole(page)
    for (const [name, path] of Object.entries(pages)) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(`/clinic/${clinic}${path}`)
      await settled(page)
      if (name === 'book') await page.getByRole('combobox', { name: 'Patient' }).fill('img')
      const shown = page.getByText(nasty).first().waitFor()
      await shown.catch(() => findings.push(`${path}: the name is not shown`))
      if ((await page.locator('img[src="x"]').count()) > 0) findings.push(`${path}: the name is markup`)
      findings.push(...(await graveFindings(page)))
      await page.emulateMedia({ colorScheme: 'dark' })
      findings.push(...(await graveFindings(page)).map((each) => `dark ${each}`))
      await page.setViewportSize({ width: 390, height: 844 })
      // the frame folds its menu away a moment after the window has become narrow
      const fits = page.waitForFunction(
        () => document.documentElement.scrollWidth <= innerWidth,
        {},
        { timeout: 5_000 },
      )
      await fits.catch(() => findings.push(`${path}: wider than a phone`))
    }
    expect(findings).toEqual([])
  }, 300_000)

  it('print the day list without the menu', async () => {
    const { page } = await visitor({ scheme: 'dark' })
    await openConsole(page, pages['dayList'])
    await page.emulateMedia({ media: 'print' })
    const table = page.getByRole('table').first()
    await table.waitFor()
    expect(await page.getByRole('navigation').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Print' }).count()).toBe(0)
    const style = await table.evaluate((node) => [
      getComputedStyle(node).color,
      getComputedStyle(node).backgroundColor,
    ])
    expect(style).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  })
})

/** Somebody with a name that is a trap, on every page: booked, here today, displaced, waiting. */
async function pagesWithSomebodyNasty(): Promise<Record<string, string>> {
  const admin = await atTheDesk('admin@riverside.example')
  const patient = await admin.register(nasty, '+12125550163')
  const times = await admin.freeTimes(`from=${dayFromNow(6)}&visitType=consultation&limit=100`)
  const [first] = times
  const visit = await admin.book(first?.id ?? '', patient.id)
  // another doctor's day is taken away, and with it the second visit's time
  const lost = times.find(
    ({ doctor, localDate }) => doctor.id !== first?.doctor.id && localDate !== first?.localDate,
  )
  await admin.book(lost?.id ?? '', patient.id)
  await admin.post(`/doctors/${lost?.doctor.id}/overrides`, { date: lost?.localDate, hours: [] })
  await admin.walkIn(patient.id, first?.doctor.id ?? '')
  await admin.post('/waitlist', {
    visitType: 'consultation',
    patientId: patient.id,
    // a Sunday: nothing is free, so nothing is offered
    from: sundayFrom(dayFromNow(20)),
    to: sundayFrom(dayFromNow(20)),
  })
  return {
    today: `?date=${visit.localDate}`,
    panel: `?date=${visit.localDate}&visit=${visit.id}`,
    week: `?date=${visit.localDate}&view=week`,
    book: '/book',
    chosen: `/book?patient=${patient.id}`,
    queue: '/queue',
    patients: '/patients?search=img',
    patient: `/patients/${patient.id}`,
    displaced: '/displaced',
    waiting: '/waiting',
    dayList: `/day-list?date=${visit.localDate}`,
  }
}

function sundayFrom(day: string): string {
  const at = new Date(`${day}T12:00Z`)
  at.setUTCDate(at.getUTCDate() + ((7 - at.getUTCDay()) % 7))
  return at.toISOString().slice(0, 10)
}
