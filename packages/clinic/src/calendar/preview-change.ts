import { reading, recordAccess } from '../audit/index.ts'
import type { CalendarPreview, Proposal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findSlotTimes } from './preview-queries.ts'
import { timeDocument } from './time-facts.ts'
import { tryChange } from './try-change.ts'

const longestList = 200

/**
 * What a change would add to the calendar, remove from it and displace. Refuses what saving would refuse; changes
 * nothing.
 */
export async function previewChange(
  clinic: Clinic,
  actor: Actor,
  proposal: Proposal,
): Promise<CalendarPreview> {
  const standing = authorise(actor, 'calendar.preview', clinic)
  const { calendar, added, removed, displaced } = await tryChange(clinic, actor, proposal, longestList)
  await recordAccess(clinic, actor, standing, reading('calendar.preview', 'appointment', displaced))
  // gone in the trial only: by now they are there again
  const gone = await findSlotTimes(clinic.database, removed, longestList)
  return {
    timeZone: clinic.timeZone,
    added: { count: added.count, items: added.first.map(timeDocument) },
    removed: { count: removed.length, items: gone.map(timeDocument) },
    displaced: {
      count: calendar.displaced,
      items: displaced.map((visit) => ({
        id: visit.id,
        reference: visit.reference,
        ...timeDocument(visit),
      })),
    },
    restored: calendar.restored,
  }
}
