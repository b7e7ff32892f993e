import type { Queryable } from '@polyclinic/postgres'

export interface VisitTypeRow {
  code: string
  name: string
  minutes: number
  mode: 'in_person' | 'video'
  priceMinor: number | null
  currency: string | null
}

export async function findVisitTypes(db: Queryable): Promise<VisitTypeRow[]> {
  const { rows } = await db.query<VisitTypeRow>(
    `select code, name, minutes, mode, price_minor as "priceMinor", currency
     from visit_type where active order by name, code`,
  )
  return rows
}
