import { type Access, accessEntries, type Actor, type Standing } from '@polyclinic/guard'
import { type Queryable, recordEntries } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'

/**
 * Notes who has seen or changed what of a patient: of a writing within its transaction, of a reading before its answer
 * goes out.
 * @param tx the transaction, where there is one
 * @throws AuditUnwritable for a reading that can be noted nowhere: nobody reads unrecorded
 */
export const recordAccess = (
  control: Pick<ControlPlane, 'database' | 'audit'>,
  actor: Actor,
  standing: Standing,
  access: Access,
  tx?: Queryable,
): Promise<void> => recordEntries(control, accessEntries(actor, standing, access), tx)
