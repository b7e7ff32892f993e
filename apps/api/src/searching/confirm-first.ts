import { type Clinic, listFreeSlots } from '@polyclinic/clinic'
import { type FreeSlot, isRefusal, type SlotSearch } from '@polyclinic/contract'
import { answeredWithin, type OpenDayRow } from '@polyclinic/control'
import { anonymous } from '@polyclinic/guard'

/** A found day, with what its own clinic says of it: the first slot, nothing any more, or no answer in time. */
export interface ConfirmedDay {
  readonly day: OpenDayRow
  /** Undefined where nobody was asked or nobody answered */
  readonly slot: FreeSlot | undefined
}

/** So many are asked for each answer, all at once. */
export const asked = 5
const patienceMilliseconds = 300

/**
 * Asks the clinics of the first days what is free there at this moment. What is taken by now goes, or makes way for the
 * doctor's next time of that day; a clinic that does not answer in time leaves its day as it was found.
 */
export async function confirmFirst(
  days: readonly OpenDayRow[],
  search: SlotSearch,
  open: (clinicId: string) => Promise<Clinic>,
): Promise<ConfirmedDay[]> {
  const first = await Promise.all(days.slice(0, asked).map((day) => confirm(day, search, open)))
  return [
    ...first.filter((day) => day !== undefined),
    ...days.slice(asked).map((day) => ({ day, slot: undefined })),
  ]
}

async function confirm(
  day: OpenDayRow,
  { visitType, partOfDay }: SlotSearch,
  open: (clinicId: string) => Promise<Clinic>,
): Promise<ConfirmedDay | undefined> {
  const { clinicId, doctorId, localDate } = day
  const ask = async () => {
    const clinic = await open(clinicId)
    const wishes = { doctor: [doctorId], from: localDate, to: localDate, visitType, partOfDay, limit: 1 }
    return listFreeSlots(clinic, anonymous, wishes)
  }
  try {
    const [slot] = (await answeredWithin(patienceMilliseconds, ask())).items
    return slot && { day, slot }
  } catch (error) {
    // suspended or archived meanwhile, or no longer with this visit
    if (isRefusal(error) && error.status < 500) return undefined
    return { day, slot: undefined }
  }
}
