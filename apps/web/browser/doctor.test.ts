import { describe, expect, it } from 'vitest'
import { demo } from './testing/ask.ts'
import { askHere, askHereAs, tokenOf } from './testing/here.ts'
import { pat } from './testing/patients.ts'
import { enter } from './testing/sign-in.ts'
import { book, doctorNamed, freeTimes } from './testing/times.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

const maya = demo('maya.chen@riverside.example')

describe.skipIf(!hasChromium)('a doctor with a phone', () => {
  const { visitor } = openBrowser()
  /** A visit with Dr. Chen on a day that nothing else here uses. */
  const booked = async () => {
    const times = await freeTimes('riverside', { doctor: await doctorNamed('Dr. Maya Chen'), limit: '100' })
    const time = times.at(-1) as NonNullable<(typeof times)[0]>
    return { day: time.localDate, id: (await book(await askHereAs(pat), 'riverside', time.id)).id }
  }

  it('lands on the own day', async () => {
    const { page } = await visitor({ width: 390 })
    await enter(page, '/clinic/riverside', maya)
    await page.getByRole('heading', { level: 1, name: 'My day' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/clinic/riverside/my-day')
  })

  it('keeps typed notes through a lost connection and a reload', async () => {
    const { day } = await booked()
    const { page, context } = await visitor({ width: 390, expecting: /ERR_INTERNET_DISCONNECTED/ })
    await enter(page, `/clinic/riverside/my-day?day=${day}`, maya)
    const open = page.getByRole('button', { name: /^Notes: / }).first()
    await open.click()
    const notes = page.getByRole('textbox', { name: 'Notes' })
    await notes.fill('Lungs clear. See again in a week.')
    await context.setOffline(true)
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText('We cannot reach the service').waitFor()
    await context.setOffline(false)
    await page.reload()
    await open.click()
    expect(await notes.inputValue()).toBe('Lungs clear. See again in a week.')
    await page.getByText('This is what you typed before and have not saved yet.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(
      await page.evaluate(() => Object.keys(sessionStorage).filter((name) => /draft/.test(name))),
    ).toEqual([])
    await open.click()
    expect(await notes.inputValue()).toBe('Lungs clear. See again in a week.')
  })

  it('is off in two taps, which say what they do, and back by one', async () => {
    const { day, id } = await booked()
    const { page } = await visitor({ width: 390 })
    await enter(page, `/clinic/riverside/my-day?day=${day}`, maya)
    await page.getByRole('button', { name: 'Take this day off' }).click()
    await page.getByRole('button', { name: /times? go(es)?, \d+ visits? needs? another time$/ }).click()
    await page.getByRole('status').getByText('You are off on this day').waitFor()
    const desk = await tokenOf(demo('desk@riverside.example'))
    const displaced = await askHere('GET', `/v1/clinics/riverside/admin/displaced`, { token: desk })
    expect(displaced.body.items.map((visit: { id: string }) => visit.id)).toContain(id)
    const free = await freeTimes('riverside', { doctor: await doctorNamed('Dr. Maya Chen'), limit: '100' })
    expect(free.filter(({ localDate }) => localDate === day)).toEqual([])
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByRole('button', { name: 'Take this day off' }).waitFor()
    const shown = await askHere('GET', `/v1/clinics/riverside/appointments/${id}`, { token: desk })
    expect(shown.body.displacedAt).toBeUndefined()
  })
})
