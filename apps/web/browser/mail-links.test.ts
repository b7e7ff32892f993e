import { beforeAll, describe, expect, inject, it } from 'vitest'
import { newPatient, type Patient } from './testing/patients.ts'
import { signIn } from './testing/sign-in.ts'
import { book, freeTimes } from './testing/times.ts'
import { graveFindings } from './testing/grave-findings.ts'
import { askHereAs } from './testing/here.ts'
import { linkIn, mailTo } from './testing/mail-to.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

interface Own {
  readonly reference: string
  readonly startsAt: string
  readonly doctor: { readonly name: string }
}

describe.skipIf(!hasChromium)('the links of mails', () => {
  const { visitor } = openBrowser()
  let patient: Patient
  beforeAll(async () => {
    patient = await newPatient('Lia Brandt')
  }, 60_000)

  it('lead to the one visit, which is moved and cancelled without a password, on a phone', async () => {
    const slot = (await freeTimes('riverside', {})).at(-30)
    const { reference } = await book(patient.ask, 'riverside', slot?.id ?? '')
    const { text } = await mailTo(patient.email, new RegExp(`^Booked[^]*|${reference}`), 100_000)
    const link = linkIn(text, 'manage')
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await visitor({ width: 390, height: 844, scheme })
      await page.goto(link)
      await page.getByText(reference).waitFor()
      expect(await graveFindings(page)).toEqual([])
    }
    const { page } = await visitor({ width: 390, height: 844 })
    await page.goto(link)
    await page.getByRole('heading', { name: 'Your visit' }).waitFor()
    const when = await page.getByRole('heading', { level: 2 }).first().textContent()
    // nothing of what it is for, nor whose: mails are forwarded
    expect(await page.locator('main').textContent()).not.toMatch(/Consultation|Lia|Brandt/)
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page
      .getByRole('region', { name: 'Choose another time' })
      .getByRole('button')
      .filter({ hasText: ':' })
      .last()
      .click()
    expect(await graveFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Move it' }).click()
    await page.getByText('Your visit has another time now.').waitFor()
    // to another time, or to the same one with another doctor
    const { items } = await patient.ask.get<{ items: Own[] }>('/v1/me/appointments')
    const moved = items.find((each) => each.reference === reference)
    expect([moved?.startsAt, moved?.doctor.name]).not.toEqual([slot?.startsAt, slot?.doctor.name])
    await page.getByRole('button', { name: 'Cancel visit' }).click()
    await page.getByRole('button', { name: 'Yes, cancel it' }).click()
    await page.getByText('This visit is cancelled.').waitFor()
    expect(await page.getByRole('button', { name: 'Cancel visit' }).count()).toBe(0)
    expect(when).not.toBe('')
  }, 200_000)

  it('sign in once, and say so where they are used again', async () => {
    const { page } = await visitor()
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(patient.email)
    await page.getByRole('button', { name: 'Send me a code by e-mail instead' }).click()
    await page.getByLabel('Code from the e-mail').waitFor()
    const link = linkIn((await mailTo(patient.email, /#sign-in\./)).text, 'go')
    await page.goto(link)
    // opened by nobody but a person who presses
    await page.getByText('You asked for a link to sign in.').waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/visits')
    await page.getByRole('button', { name: 'Lia Brandt' }).waitFor()

    const { page: again } = await visitor({ expecting: /40\d/ })
    await again.goto(link)
    await again.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await again.getByText('This link or code has done its work already').waitFor()
    expect(await again.getByRole('button', { name: 'Lia Brandt' }).count()).toBe(0)
  })

  it('give a forgotten password another, a weak one not', async () => {
    const { page } = await visitor({ expecting: /400/ })
    await page.goto('/forgotten')
    await page.getByLabel('E-mail').fill(patient.email)
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await page.goto(linkIn((await mailTo(patient.email, /#reset-password\./)).text, 'go'))
    await page.getByLabel('New password').fill('passwordpassword')
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText(/Choose another: longer/).waitFor()
    const password = 'three herons at the mill'
    await page.getByLabel('New password').fill(password)
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText('Your password is changed').waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await signIn(page, { email: patient.email, password })
    await page.getByRole('button', { name: 'Lia Brandt' }).waitFor()
    await expect(askHereAs(patient)).rejects.toThrow('401')
  })

  it('prove a new address, signed in', async () => {
    const { page } = await visitor()
    const mover = await newPatient('Mo Vera')
    await page.goto('/account')
    await signIn(page, mover)
    const section = page.getByRole('region', { name: 'E-mail address' })
    await section.getByRole('button', { name: 'Change it' }).click()
    const next = `next.${mover.email}`
    await section.getByLabel('New e-mail address').fill(next)
    await section.getByLabel('Present password').fill(mover.password)
    await section.getByRole('button', { name: 'Send a code to it' }).click()
    await page.goto(linkIn((await mailTo(next, /#change-email\./)).text, 'go'))
    await page.getByRole('button', { name: 'Confirm the new address' }).click()
    await page.getByText('Your e-mail address is changed').waitFor()
    await page.getByRole('main').getByRole('link').last().click()
    await page.getByText(next).first().waitFor()
    expect((await (await askHereAs({ ...mover, email: next })).get<{ email: string }>('/v1/me')).email).toBe(
      next,
    )
  })

  it('say what to do where they were cut', async () => {
    const { page } = await visitor()
    for (const path of ['/go', '/go#sign-in.', '/manage', '/manage#riverside']) {
      await page.goto('about:blank')
      await page.goto(inject('url') + path)
      await page.getByRole('heading', { name: 'This link does not count' }).waitFor()
    }
    const { page: odd } = await visitor({ expecting: /40\d/ })
    await odd.goto(`/manage#riverside.${'A'.repeat(70)}`)
    await odd.getByRole('heading', { name: 'This link does not count' }).waitFor()
    expect(await graveFindings(odd)).toEqual([])
  })
})
