import type { Queryable } from '@polyclinic/postgres'
import { only } from '../appointments/index.ts'

export interface ErasedRow {
  erased: boolean
  freed: number
  stillOpen: number
}

export async function callErasing(
  tx: Queryable,
  order: { patientId: string; acting: string; onRecord: boolean },
): Promise<ErasedRow> {
  const { rows } = await tx.query<ErasedRow>(
    'select erased, freed, still_open as "stillOpen" from erase_patient($1, $2, $3)',
    [order.patientId, order.acting, order.onRecord],
  )
  return only(rows)
}

/** Of these patients, those whom this clinic knows and has not erased; in a merged one nothing is left. */
export async function findUnerasedAmong(db: Queryable, patientIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select patient_id as id from known_patient where patient_id = any ($1) and state in ('active', 'blocked')`,
    [patientIds],
  )
  return rows.map(({ id }) => id)
}
