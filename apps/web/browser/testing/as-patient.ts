import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { type Asker, askAs } from './ask.ts'
import { mailTo } from './mail-to.ts'

export interface Patient {
  readonly email: string
  readonly password: string
  readonly ask: Asker
}

/** Registers a patient of this journey's own, by the link of the mail. */
export async function newPatient(name: string): Promise<Patient> {
  const email = `${randomUUID().slice(0, 8)}@mine.example`
  const password = `the password of ${email}`
  await postAsNobody('/v1/auth/register', { email, password, name })
  const { text } = await mailTo(email, /#register\./)
  const token = /#register\.([\w-]{43})/.exec(text)?.[1]
  await postAsNobody('/v1/auth/register/confirm', { token })
  return { email, password, ask: await askAs(inject('url'), email, password) }
}

async function postAsNobody(path: string, body: object): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${inject('url')}${path}`, init)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}

/** Fills in the form that a page behind the gate leads to. */
export async function signIn(page: Page, { email, password }: Omit<Patient, 'ask'>): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel(/^Password/).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export interface FreeTime {
  readonly id: string
  readonly startsAt: string
  readonly localDate: string
  readonly doctor: { readonly id: string; readonly name: string }
}

/** Free times for a consultation, earliest first. */
export async function freeTimes(clinic: string, query: Record<string, string>): Promise<FreeTime[]> {
  const search = new URLSearchParams({ visitType: 'consultation', limit: '200', ...query })
  const response = await fetch(`${inject('url')}/v1/clinics/${clinic}/slots?${search}`)
  return ((await response.json()) as { items: FreeTime[] }).items
}

interface Booked {
  readonly id: string
  readonly reference: string
  readonly version: number
  readonly startsAt: string
}

export const book = (ask: Asker, clinic: string, slotId: string): Promise<Booked> =>
  ask.post(`/v1/clinics/${clinic}/appointments`, { slotId, visitType: 'consultation' })
