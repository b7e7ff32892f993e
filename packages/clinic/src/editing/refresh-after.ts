import type { CalendarChange } from '@polyclinic/contract'
import type { Change } from './carry-out.ts'
import type { Resource } from './resource.ts'
import { lockCalendar } from './touch-queries.ts'
import type { Touch } from './touch.ts'

/** Keeps the calendar from other changes, where this resource makes it, before any row of it is written. */
export async function keepCalendar(
  resource: Pick<Resource<never, never, never, never>, 'touched' | 'settle'>,
  { db }: Change,
): Promise<void> {
  if (resource.touched || resource.settle) await lockCalendar(db)
}

export const refreshAfter = async (
  change: Change,
  touch: Touch | undefined,
): Promise<CalendarChange | undefined> => touch && change.refresh(touch)
