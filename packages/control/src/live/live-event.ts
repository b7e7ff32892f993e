import { z } from 'zod'
import type { LiveRow } from './live-queries.ts'

/** Something happened that pages may show. */
export interface LiveEvent {
  /** Milliseconds since 1970, by the control plane's clock */
  readonly at: number
  /** `slots`: free times have changed, and with them the schedule; `schedule`: the latter alone */
  readonly kind: LiveRow['kind']
  readonly clinicId: string
  /** The slug */
  readonly clinic: string
  /** Absent: any */
  readonly doctor?: string
  /** Of the clinic's calendar; absent: any */
  readonly days?: readonly string[]
  readonly operation?: string
}

const announced = z.object({
  at: z.number(),
  kind: z.enum(['slots', 'schedule', 'operation']),
  clinicId: z.string(),
  clinic: z.string(),
  doctor: z.string().nullable(),
  days: z.array(z.string()).nullable(),
  operation: z.string().nullable(),
})

/** Reads what the channel `live` has announced; undefined for what another version may have written. */
export function readLiveEvent(payload: string): LiveEvent | undefined {
  try {
    const { success, data } = announced.safeParse(JSON.parse(payload))
    return success ? liveEventOf(data) : undefined
  } catch {
    return undefined
  }
}

export const liveEventOf = ({ doctor, days, operation, ...facts }: LiveRow): LiveEvent => ({
  ...facts,
  ...(doctor && { doctor }),
  ...(days && { days }),
  ...(operation && { operation }),
})
