import type { OpenDay } from '@polyclinic/contract'

/** A doctor with their first free time, and the next days on which there is one. */
export interface DoctorDays {
  readonly first: OpenDay
  readonly later: readonly OpenDay[]
}

const laterShown = 2

/**
 * The answer has a row a doctor and day. Each doctor stands where their first one is; a later page only adds doctors, so
 * that nothing changes above what somebody reads.
 */
export function groupByDoctor(pages: readonly (readonly OpenDay[])[]): DoctorDays[] {
  const groups = new Map<string, { first: OpenDay; later: OpenDay[] }>()
  for (const page of pages) {
    const known = new Set(groups.keys())
    for (const day of page) {
      const key = `${day.clinic.slug} ${day.doctor.id}`
      const group = groups.get(key)
      if (!group) groups.set(key, { first: day, later: [] })
      else if (!known.has(key) && group.later.length < laterShown) group.later.push(day)
    }
  }
  return [...groups.values()]
}
