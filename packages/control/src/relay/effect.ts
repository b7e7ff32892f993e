import type { ClinicEvent } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

export interface EventOfClinic {
  readonly clinicId: string
  readonly event: ClinicEvent
}

/**
 * What follows in the control plane from events: in the transaction in which they are noted as seen, so exactly once.
 * Events of several clinics come together, since one statement for all of them costs little more than for one. Those of
 * one appointment come in order; those of before may come again after a restore, so an effect compares versions or has
 * unique keys. It asks nobody outside of that transaction.
 */
export type Effect = (tx: Queryable, events: readonly EventOfClinic[]) => Promise<void>
