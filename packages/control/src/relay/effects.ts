import { planNotices } from '../notices/plan-notices.ts'
import type { Effect } from './effect.ts'
import { projectAppointments } from './project-appointments.ts'

/** All that follows from events, in this order. */
export const effects: readonly Effect[] = [projectAppointments, planNotices]
