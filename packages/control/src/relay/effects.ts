import type { Effect } from './effect.ts'
import { markChangedDays } from '../search/mark-changed-days.ts'
import { projectAppointments } from './project-appointments.ts'

/** All that follows from events, in this order. */
export const effects: readonly Effect[] = [markChangedDays, projectAppointments]
