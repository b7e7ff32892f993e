import { type Clinic, listFreeSlots } from '@polyclinic/clinic'
import { type FreeSlot, isRefusal, type SlotSearch } from '@polyclinic/contract'
import { answeredWithin, type OpenDayRow } from '@polyclinic/control'
import { anonymous } from '@polyclinic/guard'
import { LRUCache } from 'lru-cache'

/** A found day, with what its own clinic says of it: the first slot, nothing any more, or no answer in time. */
export interface ConfirmedDay {
  readonly day: OpenDayRow
  /** Undefined where nobody was asked or nobody answered */
  readonly slot: FreeSlot | undefined
}

/** So many are asked for each answer, all at once. */
export const asked = 5
const patienceMilliseconds = 300

/** Clinics that did not answer a moment ago. They are not asked again so soon: each answer would wait for them in vain. */
export type SilentClinics = LRUCache<string, true>
export const noneSilent = (): SilentClinics => new LRUCache({ max: 10_000, ttl: 5_000 })

export interface ClinicsAsked {
  readonly open: (clinicId: string) => Promise<Clinic>
  readonly silent: SilentClinics
}

/**
 * Asks the clinics of the first days what is free there at this moment. What is taken by now goes, or makes way for the
 * doctor's next time of that day; a clinic that does not answer in time leaves its day as it was found.
 */
export async function confirmFirst(
  days: readonly OpenDayRow[],
  search: SlotSearch,
  clinics: ClinicsAsked,
): Promise<ConfirmedDay[]> {
  const first = await Promise.all(days.slice(0, asked).map((day) => confirm(day, search, clinics)))
  return [
    ...first.filter((day) => day !== undefined),
    ...days.slice(asked).map((day) => ({ day, slot: undefined })),
  ]
}

async function confirm(
  day: OpenDayRow,
  { visitType, partOfDay }: SlotSearch,
  { open, silent }: ClinicsAsked,
): Promise<ConfirmedDay | undefined> {
  const { clinicId, doctorId, localDate } = day
  if (silent.has(clinicId)) return { day, slot: undefined }
  const ask = async () => {
    const clinic = await open(clinicId)
    const wishes = { doctor: [doctorId], from: localDate, to: localDate, visitType, partOfDay, limit: 1 }
    const free = await listFreeSlots(clinic, anonymous, wishes)
    // late, but it speaks again
    silent.delete(clinicId)
    return free
  }
  try {
    const [slot] = (await answeredWithin(patienceMilliseconds, ask())).items
    return slot && { day, slot }
  } catch (error) {
    // suspended or archived meanwhile, or no longer with this visit
    if (isRefusal(error) && error.status < 500) return undefined
    silent.set(clinicId, true)
    return { day, slot: undefined }
  }
}
