import type { ClinicEvent } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

/**
 * What follows in the control plane from events of one clinic: in the transaction in which they are noted as seen, so
 * exactly once. Events of one appointment come in order; those of before may come again after a restore, so an effect
 * compares versions or has unique keys. It asks nobody outside of that transaction.
 */
export type Effect = (tx: Queryable, clinicId: string, events: readonly ClinicEvent[]) => Promise<void>
