import type { OpeningHoursDocument, OpeningHoursForm } from '@polyclinic/contract'
import { editVerbs } from '../editing/index.ts'
import { OpeningHours } from '../entities/index.ts'
import { wallTime } from '../wall-time.ts'
import { isoWeekday, weekdayName } from '../weekday.ts'
import { staffingActions } from './staffing-actions.ts'

/** They inform the public and make no slots. */
export const openingHours = editVerbs<OpeningHours, OpeningHoursForm, OpeningHoursDocument>({
  word: 'opening hours',
  entity: OpeningHours,
  actions: staffingActions,
  order: { weekday: 'asc', opensAt: 'asc' },
  unique: { opening_hours_weekday_opens_at_key: 'from' },
  columns: (_, { weekday, from, until }) => ({
    weekday: isoWeekday(weekday),
    opensAt: from,
    closesAt: until,
  }),
  documents: (_, rows) => rows.map(openingTimes),
})

export const openingTimes = (row: OpeningHours): OpeningHoursForm => ({
  weekday: weekdayName(row.weekday),
  from: wallTime(row.opensAt),
  until: wallTime(row.closesAt),
})
