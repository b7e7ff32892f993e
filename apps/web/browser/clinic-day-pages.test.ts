import { beforeAll, describe, expect, it } from 'vitest'
import { atTheDesk, clinic, dayFromNow, openConsole } from './testing/clinic-desk.ts'
import { graveFindings } from './testing/grave-findings.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

const nasty = '<img src=x onerror=alert(1)>'

describe.skipIf(!hasChromium)('the pages of the clinic’s day', () => {
  const { visitor } = openBrowser()
  let pages: Record<string, string> = {}

  beforeAll(async () => {
    if (hasChromium) pages = await pagesWithSomebodyNasty()
  }, 60_000)

  it('show a patient’s name as text, whatever it is', async () => {
    const { page } = await visitor()
    let asked = false
    page.on('dialog', (dialog) => {
      asked = true
      void dialog.dismiss()
    })
    await openConsole(page)
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`/clinic/${clinic}${path}`)
      if (name === 'book') await page.getByRole('combobox', { name: 'Patient' }).fill('img')
      await page.getByText(nasty).first().waitFor()
      expect(await page.locator('img[src="x"]').count()).toBe(0)
    }
    expect(asked).toBe(false)
  })

  it.each(['light', 'dark'] as const)('can be read by everybody: %s', async (scheme) => {
    const { page } = await visitor({ scheme })
    await openConsole(page)
    for (const path of Object.values(pages)) {
      await page.goto(`/clinic/${clinic}${path}`, { waitUntil: 'networkidle' })
      expect(await graveFindings(page)).toEqual([])
    }
  })

  it('fit on a phone', async () => {
    const { page } = await visitor({ width: 390, height: 844 })
    await openConsole(page)
    for (const path of Object.values(pages)) {
      await page.goto(`/clinic/${clinic}${path}`, { waitUntil: 'networkidle' })
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(`${path} ${beyond}`).toBe(`${path} ${Math.min(beyond, 0)}`)
    }
  })

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
