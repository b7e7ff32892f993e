import { type AccessDocument, purposeTitles } from '@polyclinic/contract'
import type { AuditRow } from '@polyclinic/postgres'

/**
 * An entry as its patient sees it: in which capacity somebody acted, never who.
 * @param self how the one who asks appears in entries
 */
export const accessDocument = (row: AuditRow, self: string): AccessDocument => {
  const own = row.actor === self
  return {
    at: row.at,
    kind: row.kind,
    // an event knows the patient's side only: somebody else on it is their guardian
    capacity: row.capacity === 'patient' && !own ? 'guardian' : row.capacity,
    purpose: row.purpose,
    title: purposeTitles[row.purpose] ?? row.purpose,
    object: row.objectType,
    own,
  }
}
