import type { Queryable } from '@polyclinic/postgres'

/** Who does these visits; none for a visit that every doctor does. */
export async function findVisitTypeDoctors(
  db: Queryable,
  visitTypes: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ id: string; doctors: string[] }>(
    `select visit_type_id as id, array_agg(doctor_id::text order by doctor_id) as doctors
     from visit_type_doctor where visit_type_id = any ($1) group by visit_type_id`,
    [visitTypes],
  )
  return new Map(rows.map(({ id, doctors }) => [id, doctors]))
}

export async function writeVisitTypeDoctors(
  db: Queryable,
  visitType: string,
  doctors: readonly string[],
): Promise<void> {
  await db.query(
    `with gone as (
       delete from visit_type_doctor where visit_type_id = $1 and doctor_id <> all ($2::uuid[])
     )
     insert into visit_type_doctor (visit_type_id, doctor_id)
     select $1, unnest($2::uuid[]) on conflict do nothing`,
    [visitType, doctors],
  )
}

/** Those of them whom the clinic has, inactive ones too. */
export async function findKnownDoctors(db: Queryable, doctors: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>('select id from doctor where id = any ($1)', [doctors])
  return new Set(rows.map(({ id }) => id))
}
