import { createHmac } from 'node:crypto'
import { eventually } from '@polyclinic/postgres/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { newPatient, type Patient } from './testing/patients.ts'
import { signIn } from './testing/sign-in.ts'
import { demo } from './testing/ask.ts'
import { askHereAs } from './testing/here.ts'
import { graveFindings } from './testing/grave-findings.ts'
import { mailTo } from './testing/mail-to.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

describe.skipIf(!hasChromium)('an account', () => {
  const { visitor } = openBrowser()
  let patient: Patient
  beforeAll(async () => {
    patient = await newPatient('Nora Weiss')
  }, 60_000)
  async function enter(path: string, options = {}, who: Patient = patient) {
    const { page, context } = await visitor(options)
    await page.goto(path)
    await signIn(page, who)
    return { page, context }
  }

  it('keeps what is known of somebody, and says which field is odd', async () => {
    const { page } = await enter('/account', { expecting: /400/ })
    await page.getByLabel('Phone').fill('12')
    const about = page.getByRole('region', { name: 'About me' })
    await about.getByRole('button', { name: 'Save' }).click()
    await about.getByText(/country’s code, such as/).waitFor()
    await page.getByLabel('Phone').fill('0049 (30) 123-456')
    await page.getByLabel('Date of birth').fill('1990-02-03')
    await about.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/clinics that know you will be told/).waitFor()
    expect(await page.getByLabel('Phone').inputValue()).toBe('+4930123456')
  })

  it('has a second factor, asked for at the next sign-in', async () => {
    const guarded = await newPatient('Iva Novak')
    const { page, context } = await enter('/account', {}, guarded)
    await page.getByRole('button', { name: 'Set it up' }).click()
    await page.getByRole('img', { name: 'QR code for the authenticator' }).waitFor()
    expect(await graveFindings(page)).toEqual([])
    const uri = await page.getByRole('link', { name: /Open in an app/ }).getAttribute('href')
    const secret = new URL(uri ?? '').searchParams.get('secret') ?? ''
    const first = codeOf(secret)
    await page.getByLabel('Six digits').fill(first)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByText('Your recovery codes').waitFor()
    await page.getByText('It is set up.').waitFor()
    const recovery = await page.locator('code').first().textContent()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('with the second factor').waitFor()
    await context.clearCookies()

    const { page: again } = await enter('/account', { expecting: /401|403/ }, guarded)
    await again.getByText(/authenticator shows now/).waitFor()
    await again.getByLabel('Code').fill(recovery ?? '')
    await again.getByRole('button', { name: 'Go on' }).click()
    await again.getByRole('heading', { name: 'Account', level: 1 }).waitFor()

    // each counts once: the next one comes within half a minute
    const next = await eventually(async () => (codeOf(secret) === first ? undefined : codeOf(secret)), {
      withinMilliseconds: 40_000,
    })
    const { page: third } = await enter('/account', { expecting: /401|403/ }, guarded)
    await third.getByLabel('Code').fill(String(next))
    await third.getByRole('button', { name: 'Go on' }).click()
    await third.getByRole('heading', { name: 'Account', level: 1 }).waitFor()
    expect(await third.getByText('It is set up.').count()).toBe(1)
  }, 90_000)

  it('is led to its second factor where its role waits for it, and is then in', async () => {
    const admin = await askHereAs(demo('admin@riverside.example'))
    const member = await newPatient('Otto Winter')
    await admin.post('/v1/clinics/riverside/invitations', { email: member.email, role: 'staff' })
    const { text } = await mailTo(member.email, /#invitation\./)
    const token = /#invitation\.([\w-]+)/.exec(text)?.[1]
    const { page } = await visitor()
    // this installation lets roles count without one: the page is told what a stricter one says
    await page.route('**/v1/me', async (route) => {
      const answer = await route.fetch()
      const me = (await answer.json()) as { secondFactor: boolean; memberships: object[] }
      const rolesWithheld = me.memberships?.length > 0 && !me.secondFactor
      await route.fulfill({ response: answer, json: { ...me, rolesWithheld } })
    })
    await page.goto(`/join#invitation.${token}`)
    await signIn(page, member)
    await page.getByRole('button', { name: 'Accept' }).waitFor()
    expect(await graveFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByText('You are at Riverside Family Clinic: desk').waitFor()
    await page.getByRole('link', { name: 'Set up the second factor' }).click()
    await page.getByText('Your role does not count yet').waitFor()
    await page.getByRole('button', { name: 'Set it up' }).click()
    const uri = await page.getByRole('link', { name: /Open in an app/ }).getAttribute('href')
    await page.getByLabel('Six digits').fill(codeOf(new URL(uri ?? '').searchParams.get('secret') ?? ''))
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByRole('link', { name: 'Riverside Family Clinic: desk' }).click()
    await page.waitForURL('**/clinic/riverside')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toContain('no role')
  })

  it('shows where it is signed in, and ends it there and everywhere', async () => {
    // a session that has ended is refused, and that is the point
    const { page: phone } = await enter('/account', { expecting: /401/ })
    const { page } = await enter('/account', { expecting: /401/ })
    const sessions = page.getByRole('region', { name: 'Where I am signed in' })
    await sessions.getByText('Here', { exact: true }).waitFor()
    const others = sessions.getByRole('button', { name: 'Sign out there' })
    const before = await others.count()
    await others.first().click()
    await expect.poll(() => others.count(), { timeout: 15_000 }).toBe(before - 1)
    await page.getByRole('button', { name: /Sign out everywhere/ }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    await phone.goto('/account')
    await phone.waitForURL(/sign-in/)
  }, 60_000)
})

/** What an authenticator shows (RFC 6238: SHA-1, 30 seconds, six digits). */
function codeOf(secret: string, now = Date.now()): string {
  const bits = [...secret].map((letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
