import { noteForStream } from '../streaming/index.ts'
import { planDeliveries } from '../webhooks/index.ts'
import type { Effect } from './effect.ts'
import { projectAppointments } from './project-appointments.ts'

/** All that follows from events, in this order. */
export const effects: readonly Effect[] = [projectAppointments, planDeliveries, noteForStream]
