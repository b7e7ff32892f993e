import type { Queryable } from '@polyclinic/postgres'

/** Which clinic a database says it belongs to; undefined for one that was never founded. */
export async function findIdentity(db: Queryable): Promise<{ clinicId: string; slug: string } | undefined> {
  const { rows } = await db.query<{ clinicId: string; slug: string }>(
    'select clinic_id as "clinicId", slug from clinic_profile',
  )
  return rows[0]
}
