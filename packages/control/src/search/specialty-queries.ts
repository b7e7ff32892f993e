import type { Queryable } from '@polyclinic/postgres'

export interface SpecialtyRow {
  code: string
  clinics: number
}

/** One row a clinic and specialty: any visit, in any language, are rows of their own. */
export async function findSpecialtiesOffered(db: Queryable): Promise<SpecialtyRow[]> {
  const { rows } = await db.query<SpecialtyRow>({
    name: 'find-specialties-offered',
    text: `select o.specialty as code, count(*)::integer as clinics
      from search_offer o join clinic c on c.id = o.clinic_id
      where o.visit = '' and o.language = '' and c.state = 'active'
      group by o.specialty order by count(*) desc, o.specialty`,
  })
  return rows
}
