import type { FreeDay } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { beginSearch } from './begin-search.ts'
import { findFreeDays } from './free-slot-queries.ts'
import { refuseUnknownVisit } from './refuse-unknown-visit.ts'
import type { Wishes } from './search-for.ts'

/** The days of the clinic's calendar on which anything is free. */
export async function listFreeDays(clinic: Clinic, actor: Actor, wishes: Wishes): Promise<FreeDay[]> {
  beginSearch(clinic, actor)
  const rows = await findFreeDays(clinic.database, wishes)
  if (rows.length === 0) await refuseUnknownVisit(clinic, wishes.visitType)
  return rows.map(({ localDate, free, firstFreeAt }) => ({
    localDate,
    free,
    firstFreeAt: firstFreeAt.toISOString(),
    timeZone: clinic.timeZone,
  }))
}
