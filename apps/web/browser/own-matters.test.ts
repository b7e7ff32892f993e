import { beforeAll, describe, expect, it } from 'vitest'
import { demo } from './testing/ask.ts'
import { askHereAs } from './testing/here.ts'
import { newPatient, type Patient } from './testing/patients.ts'
import { signIn } from './testing/sign-in.ts'
import { book, freeTimes } from './testing/times.ts'
import { graveFindings } from './testing/grave-findings.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

const clinic = 'himal-clinic'

describe.skipIf(!hasChromium)('what else is one’s own', () => {
  const { visitor } = openBrowser()
  let patient: Patient
  beforeAll(async () => {
    patient = await newPatient('Tara Gurung')
  }, 60_000)
  async function enter(path: string, options = {}, who = patient) {
    const { page, context } = await visitor(options)
    await page.goto(path)
    await signIn(page, who)
    await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
    return { page, context }
  }

  it('a child is added, changed, booked for, and let go', async () => {
    const { page } = await enter('/family')
    await page.getByText('You act for nobody yet').waitFor()
    await page.getByRole('button', { name: 'Add somebody' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('<b>Mina</b>')
    expect(await graveFindings(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
    const card = page.getByRole('listitem').filter({ hasText: '<b>Mina</b>' })
    await card.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Mina Gurung')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    const mina = page.getByRole('listitem').filter({ hasText: 'Mina Gurung' })
    await mina.getByRole('link', { name: 'Visits' }).click()
    await page.getByText('Nothing is booked').waitFor()
    expect(await page.getByLabel('Whose').locator('option:checked').textContent()).toBe('Mina Gurung')
    await page.goto('/family')
    await mina.getByRole('button', { name: 'Act no longer' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Act no longer' }).click()
    await page.getByText('You act for nobody yet').waitFor()
    expect(await mina.count()).toBe(0)
  })

  it('a time that another patient gives back is offered, and taken', async () => {
    const other = await newPatient('Sita Rai')
    const { day, doctor, slotId } = await aDayWithOneTime()
    const visit = await book(other.ask, 'riverside', slotId)
    const wish = `visitType=consultation&from=${day}&to=${day}&doctor=${doctor}`
    const { page } = await enter(`/waiting?clinic=riverside&${wish}`)
    await page.getByRole('button', { name: 'Wait for it' }).click()
    await page.getByText('You are on the list of Riverside Family Clinic').waitFor()
    // on another device, where nothing was kept
    const { page: elsewhere } = await enter('/waiting')
    await elsewhere.getByRole('heading', { name: 'Riverside Family Clinic' }).waitFor()
    await elsewhere.getByRole('button', { name: 'Wait no longer' }).waitFor()
    await other.ask.post(
      `/v1/clinics/riverside/appointments/${visit.id}/cancel`,
      {},
      { 'if-match': `"${visit.version}"` },
    )
    await page.getByRole('button', { name: 'Book it' }).click({ timeout: 30_000 })
    await page.getByRole('heading', { name: 'Visit', level: 1 }).waitFor()
    await page.getByText('Booked', { exact: true }).waitFor()
    const { items } = await patient.ask.get<{ items: { startsAt: string }[] }>('/v1/me/appointments')
    expect(items.map(({ startsAt }) => startsAt)).toEqual([visit.startsAt])
  })

  it('says how it wishes to be told', async () => {
    const { page } = await enter('/notices')
    await page.getByLabel('By e-mail only').check()
    await page.getByLabel('Remind me before a visit').uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    expect(await page.getByLabel('By e-mail only').isChecked()).toBe(true)
    expect(await page.getByLabel('Remind me before a visit').isChecked()).toBe(false)
  })

  it('sees that the desk has looked, and takes everything along', async () => {
    const [time] = (await freeTimes('riverside', {})).slice(-8)
    const visit = await book(patient.ask, 'riverside', time?.id ?? '')
    const desk = await askHereAs(demo('desk@riverside.example'))
    await desk.get(`/v1/clinics/riverside/appointments/${visit.id}`)
    const { page } = await enter('/privacy')
    const look = page.getByRole('listitem').filter({ hasText: 'Looked at a visit' })
    await look.filter({ hasText: 'The desk' }).filter({ hasText: 'Riverside' }).first().waitFor()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: /JSON/ }).click()
    expect((await saving).suggestedFilename()).toMatch(/^polyclinic-.*\.json$/)
  })

  it('is erased after a word and the password, and seen to be gone', async () => {
    const leaving = await newPatient('Ram Thapa')
    const { page } = await enter('/privacy', { expecting: /403|401/ }, leaving)
    await page.getByRole('button', { name: /^Erase everything/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Type ERASE').fill('erase')
    await dialog.getByLabel('Your password').fill('not the password')
    await dialog.getByRole('button', { name: 'Erase for ever' }).click()
    await dialog.getByText(/password is wrong/).waitFor()
    expect(await graveFindings(page)).toEqual([])
    await dialog.getByLabel('Your password').fill(leaving.password)
    await dialog.getByRole('button', { name: 'Erase for ever' }).click()
    await page.getByRole('heading', { name: 'Erasing', level: 1 }).waitFor()
    await page.getByText('It is done').waitFor()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    await expect(askHereAs(leaving)).rejects.toThrow('401')
  })

  it.each(['light', 'dark'] as const)(
    'can be read by everybody in %s colours, on a phone too',
    async (scheme) => {
      const { page } = await enter('/family', { scheme, width: 390, height: 800 })
      for (const path of ['/family', `/waiting?clinic=${clinic}`, '/notices', '/privacy', '/account']) {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.getByRole('status', { name: 'One moment' }).first().waitFor({ state: 'detached' })
        expect(await graveFindings(page)).toEqual([])
        expect(await page.evaluate(() => document.body.scrollWidth - document.body.clientWidth)).toBe(0)
      }
    },
    120_000,
  )
})

/** The last day of a doctor, cut down by the admin to one time. */
async function aDayWithOneTime(): Promise<{ day: string; doctor: string; slotId: string }> {
  const last = (await freeTimes('riverside', { limit: '500' })).at(-1)
  if (!last) throw new Error('Riverside has no free time.')
  const { localDate: day, doctor } = last
  const admin = await askHereAs(demo('admin@riverside.example'))
  await admin.post(`/v1/clinics/riverside/doctors/${doctor.id}/overrides`, {
    date: day,
    hours: [{ from: '06:00', until: '06:30' }],
  })
  const [time] = await freeTimes('riverside', { from: day, to: day, doctor: doctor.id })
  return { day, doctor: doctor.id, slotId: time?.id ?? '' }
}
