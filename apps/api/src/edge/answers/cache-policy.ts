import type { RouteDescription, Routes } from '@polyclinic/contract'

/**
 * Which answers may be kept, for signed-out readers only: every reader of an address gets the same. All else is
 * `no-store`. Slots and rules are asked for anew by a browser, since one acts upon them at once.
 */
const publicAnswers: Partial<Record<keyof Routes, string>> = {
  listClinics: 'public, max-age=30',
  showClinic: 'public, max-age=30',
  listDoctors: 'public, max-age=30',
  listVisitTypes: 'public, max-age=30',
  showDoctor: 'public, max-age=30',
  showOpeningTimes: 'public, max-age=30',
  showPolicy: 'public, no-cache',
  searchSlots: 'public, max-age=0, s-maxage=2',
  searchClinics: 'public, max-age=30',
  searchDoctors: 'public, max-age=30',
  listSpecialtiesOffered: 'public, max-age=30',
  listSlots: 'public, max-age=0, s-maxage=2',
  listFirstSlots: 'public, max-age=0, s-maxage=2',
  listFreeDays: 'public, max-age=0, s-maxage=2',
  showSlot: 'public, no-cache',
  jwks: 'public, max-age=300',
  // by its secret address: nobody in between keeps it
  showFeed: 'private, no-cache',
}

const noStore = { 'cache-control': 'no-store' } as const

export interface CachePolicy {
  readonly signedOut: Readonly<Record<string, string>>
  readonly signedIn: Readonly<Record<string, string>>
  /** Whether `304 Not Modified` is sound for a signed-out reader. */
  readonly revalidates: boolean
}

export function cachePolicyOf(route: RouteDescription): CachePolicy {
  const policy = route.access === 'public' ? publicAnswers[route.id as keyof Routes] : undefined
  if (!policy) return { signedOut: noStore, signedIn: noStore, revalidates: false }
  // a clinic may also be named by the host, which is part of a cache's key anyhow
  const signedOut = { 'cache-control': policy, vary: 'Authorization' }
  return { signedOut, signedIn: noStore, revalidates: true }
}
