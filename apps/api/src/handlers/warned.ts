import type { BookingWarning } from '@polyclinic/contract'
import type { Watching } from '../overlaps/overlap-watch.ts'

interface Visit {
  readonly id: string
  readonly patientId: string
  readonly startsAt: string
  readonly endsAt: string
}

/** What was booked, with what else its patient has at that time. */
export async function warned<V extends Visit>(
  watching: Watching,
  visit: V,
): Promise<V & { warnings?: BookingWarning[] }> {
  const warnings = await watching.warningsFor(visit)
  return warnings.length > 0 ? { ...visit, warnings } : visit
}
