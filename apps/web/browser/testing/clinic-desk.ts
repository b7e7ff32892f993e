import type { Page } from 'playwright-core'
import { demo } from './ask.ts'
import { askHereAs } from './here.ts'
import { enter } from './sign-in.ts'
import type { FreeTime } from './times.ts'

export const clinic = 'riverside'

/** Signs in by the screens, and stands on a page of the clinic's console then. */
export async function openConsole(page: Page, path = '', email = 'desk@riverside.example'): Promise<void> {
  await enter(page, `/clinic/${clinic}${path}`, demo(email))
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

/** What a test needs to have happened at the desk before somebody looks: by the API, as staff or as the admin. */
export async function atTheDesk(email = 'desk@riverside.example') {
  const asker = await askHereAs(demo(email))
  const at = `/v1/clinics/${clinic}`
  const post = <T>(path: string, body: object, headers?: Record<string, string>) =>
    asker.post<T>(at + path, body, headers)
  const get = <T>(path: string) => asker.get<T>(at + path)
  return {
    get,
    post,
    register: (name: string, phone?: string) =>
      post<{ id: string; localNumber: number }>('/patients', {
        name,
        consent: true,
        ...(phone && { phone }),
      }),
    freeTimes: async (query: string) => (await get<{ items: FreeTime[] }>(`/slots?${query}`)).items,
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

/** So many days from now on the clinic's calendar. */
export const dayFromNow = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short' }).format(
    new Date(Date.now() + days * 86_400_000),
  )
