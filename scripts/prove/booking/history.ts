export const verbs = [
  'hold',
  'renew',
  'release',
  'book',
  'override',
  'cancel',
  'reschedule',
  'arrive',
  'fulfil',
  'noShow',
] as const
export type Verb = (typeof verbs)[number]

/** What a call asked for; which of it is there depends on the verb. */
export interface Asked {
  readonly slotId?: string
  readonly slotVersion?: number
  /** Any doctor at this time, or with a doctor the time of an override */
  readonly startsAt?: string
  readonly doctors?: readonly string[]
  readonly doctorId?: string
  readonly visitType?: string
  readonly patientId?: string
  readonly holdId?: string
  readonly appointmentId?: string
  /** `If-Match` */
  readonly version?: number
}

/** A hold or an appointment as a reply gave it. */
export interface Given {
  readonly id: string
  readonly version: number
  readonly status: string
  readonly startsAt: string
  readonly doctorId: string
  readonly visitType: string
  readonly patientId: string
  /** Of a hold */
  readonly expiresAt?: string
}

/**
 * - ok: acknowledged
 * - refused: a problem with a status of 4xx
 * - unknown: no reply, or one that does not tell (5xx): it may or may not have happened, or may happen yet
 */
export type Outcome = 'ok' | 'refused' | 'unknown'

/** One call as its client saw it. Times are milliseconds since 1970, on one clock that never goes back. */
export interface Call {
  readonly nth: number
  readonly client: number
  readonly api: number
  readonly verb: Verb
  /** `Idempotency-Key`; a repeated call is a call of its own with the same key. */
  readonly key?: string
  readonly asked: Asked
  readonly sentAt: number
  readonly doneAt: number
  readonly outcome: Outcome
  readonly status?: number
  /** Of a problem */
  readonly code?: string
  readonly facts?: Readonly<Record<string, any>>
  readonly given?: Given
  /** Why nothing is known */
  readonly why?: string
}

/** Milliseconds since 1970; unlike `Date.now` it does not jump. */
export const clock = (): number => performance.timeOrigin + performance.now()
