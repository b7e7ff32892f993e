import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'

const password = 'polyclinic-demo-only'
export const clinic = 'riverside'

/** Signs in by the screens, and stands on a page of the clinic's console then. */
export async function openConsole(page: Page, path = '', email = 'desk@riverside.example'): Promise<void> {
  const place = `/clinic/${clinic}${path}`
  await page.goto(`/sign-in?then=${encodeURIComponent(place)}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(`**${place}`)
  await page.getByRole('navigation', { name: 'Riverside Family Clinic' }).waitFor({ state: 'attached' })
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
}

export interface Visit {
  readonly id: string
  readonly version: number
  readonly localDate: string
  readonly localTime: string
  readonly status: string
  readonly patientId: string
  readonly doctor: { readonly id: string; readonly name: string }
}
interface Slot {
  readonly id: string
  readonly startsAt: string
  readonly localDate: string
  readonly localTime: string
  readonly doctor: { readonly id: string; readonly name: string }
}

/** What a test needs to have happened at the desk before somebody looks: by the API, as staff or as the admin. */
export async function atTheDesk(email = 'desk@riverside.example') {
  const { accessToken } = await send<{ accessToken: string }>(
    'POST',
    '/v1/auth/login',
    {},
    { email, password },
  )
  const headers = { authorization: `Bearer ${accessToken}` }
  const at = `/v1/clinics/${clinic}`
  const post = <T>(path: string, body?: object, more: Record<string, string> = {}) =>
    send<T>('POST', `${at}${path}`, { ...headers, 'idempotency-key': randomUUID(), ...more }, body)
  const get = <T>(path: string) => send<T>('GET', `${at}${path}`, headers)
  return {
    get,
    post,
    register: (name: string, phone?: string) =>
      post<{ id: string; localNumber: number }>('/patients', {
        name,
        consent: true,
        ...(phone && { phone }),
      }),
    freeTimes: async (query: string) => (await get<{ items: Slot[] }>(`/slots?${query}`)).items,
    book: (slotId: string, patientId: string) =>
      post<Visit>('/appointments', { slotId, patientId, visitType: 'consultation' }),
    visit: (id: string) => get<Visit>(`/appointments/${id}`),
    move: ({ id, version }: Visit, slotId: string) =>
      post<Visit>(`/appointments/${id}/reschedule`, { slotId }, { 'if-match': `"${version}"` }),
    /** A walk-in in a moment: of today, whatever the hour */
    async walkIn(patientId: string, doctorId: string): Promise<Visit> {
      const startsAt = new Date(Date.now() + 60_000).toISOString()
      const justification = 'a walk-in'
      return post<Visit>('/admin/appointments/override', {
        doctorId,
        startsAt,
        visitType: 'follow-up',
        patientId,
        justification,
      })
    },
  }
}

async function send<T>(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<T> {
  const response = await fetch(inject('url') + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** So many days from now on the clinic's calendar. */
export const dayFromNow = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short' }).format(
    new Date(Date.now() + days * 86_400_000),
  )
