import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { mailTo } from './mail-to.ts'

export interface VisitingPatient {
  readonly email: string
  readonly password: string
}

/** Somebody of the demonstration: an installation takes few registrations an hour from one address. */
export const pat: VisitingPatient = { email: 'pat@home.example', password: 'polyclinic-demo-only' }

const codeIn = /^[A-Z0-9]{4}-[A-Z0-9]{4}$/m

/** The code of the mail that proves an address. */
export async function codeFor(email: string): Promise<string> {
  const [code] = codeIn.exec((await mailTo(email, codeIn)).text) ?? []
  if (!code) throw new Error(`the mail to ${email} has no code`)
  return code
}

/** Registers somebody over the API and proves their address. */
export async function registerPatient(name: string, email: string): Promise<VisitingPatient> {
  const password = 'a sentence for this test'
  await post('/v1/auth/register', { name, email, password, locale: 'en', timeZone: 'America/New_York' })
  await post('/v1/auth/register/confirm', { email, code: await codeFor(email) })
  return { email, password }
}

/** Signs in by the form and goes on to that address. */
export async function goAs({ email, password }: VisitingPatient, page: Page, address: string): Promise<void> {
  await page.goto(`/sign-in?then=${encodeURIComponent(address)}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel(/^Password/).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => url.pathname === new URL(address, url).pathname)
}

interface FreeSlot {
  readonly id: string
  readonly localDate: string
  readonly localTime: string
}

/** Free times of a clinic, the last ones first: nobody else's journey goes there. */
export async function lateSlots(clinic: string, visitType = 'consultation'): Promise<FreeSlot[]> {
  const query = `/v1/clinics/${clinic}/slots?visitType=${visitType}&limit=500`
  const { items } = await get<{ items: FreeSlot[] }>(query)
  return items.toReversed()
}

/** What somebody has booked, by the hour it begins. */
export async function visitsOf({ email, password }: VisitingPatient): Promise<{ startsAt: string }[]> {
  const { accessToken } = await post<{ accessToken: string }>('/v1/auth/login', { email, password })
  const headers = { authorization: `Bearer ${accessToken}` }
  return (await get<{ items: { startsAt: string }[] }>('/v1/me/appointments', headers)).items
}

async function post<Body>(path: string, body: object): Promise<Body> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${inject('url')}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json() as Promise<Body>
}

const get = async <Body>(path: string, headers: Record<string, string> = {}): Promise<Body> =>
  (await fetch(`${inject('url')}${path}`, { headers })).json() as Promise<Body>
