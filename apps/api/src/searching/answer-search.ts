import type { OpenDay, SlotSearch } from '@polyclinic/contract'
import { type ControlPlane, cursorAfter, foundClinicDocument, searchOpenDays } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { fromControl } from '../handlers/from-control.ts'
import { asked, type ClinicsAsked, type ConfirmedDay, confirmFirst } from './confirm-first.ts'

/** A page of what the clinics have told, the first of it as they say it now. */
export async function answerSearch(
  control: ControlPlane,
  actor: Actor,
  search: SlotSearch,
  clinics: ClinicsAsked,
): Promise<{ items: OpenDay[]; next?: string; asOf: string }> {
  const { days, asOf } = await fromControl(searchOpenDays(control, actor, search, asked + 1))
  const confirmed = await confirmFirst(days, search, clinics)
  const page = confirmed.slice(0, search.limit)
  // the page goes on after the last of it as it was found, wherever its clinic has put it since
  const last = page.at(-1)?.day
  const more = last !== undefined && days.at(-1) !== last
  return {
    items: page
      .map(openDayDocument)
      .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt)),
    ...(more && { next: cursorAfter(last) }),
    asOf: asOf.toISOString(),
  }
}

function openDayDocument({ day, slot }: ConfirmedDay): OpenDay {
  const { doctorId: id, doctorName: name, specialty, languages, localDate, free } = day
  return {
    clinic: foundClinicDocument(day),
    doctor: { id, name, specialty, languages },
    startsAt: slot?.startsAt ?? day.startsAt.toISOString(),
    localDate,
    localTime: slot?.localTime ?? day.localTime,
    free,
    confirmed: slot !== undefined,
    ...(slot && { slot: { id: slot.id, version: slot.version } }),
  }
}
