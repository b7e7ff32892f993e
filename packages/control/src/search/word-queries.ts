import type { Queryable } from '@polyclinic/postgres'
import { distanceTo, type Point } from './place-queries.ts'

interface Words {
  readonly q: string
  readonly point: Point | undefined
  readonly limit: number
}

/**
 * What matches by words: each word is held against the text with its three-letter pieces, so that a slip of the finger or
 * a missing accent costs a little and no more. The longest word finds candidates by the index.
 */
function wordMatch(text: string, { q, point, limit }: Words) {
  const asked = q.split(/\s+/).toSorted((one, other) => other.length - one.length)
  return {
    name: point ? 'from' : 'anywhere',
    values: [asked, q, limit, ...(point ? [point.latitude, point.longitude] : [])],
    // less than 0.4 looks like nothing that anybody meant
    finds: `folded(($1::text[])[1]) <% ${text}`,
    score: `(select avg(word_similarity(folded(word), ${text})) from unnest($1::text[]) as word)`,
    whole: `similarity(folded($2), ${text})`,
    distance: point ? distanceTo('$4::float8', '$5::float8') : 'null::float8',
  }
}

const worthShowing = 0.4

export interface ClinicMatchRow {
  id: string
  distanceKm: number | null
}

/** Ids, the best first; of equal ones the nearest first. */
export async function findClinicsByWords(db: Queryable, words: Words): Promise<ClinicMatchRow[]> {
  const match = wordMatch(`folded(c.name || ' ' || coalesce(c.city, ''))`, words)
  const { rows } = await db.query<ClinicMatchRow>({
    name: `find-clinics-by-words-${match.name}`,
    text: `select m.id, m.distance as "distanceKm" from (
        select c.id, c.name, ${match.score} as score, ${match.whole} as whole, ${match.distance} as distance
        from clinic c where c.state = 'active' and ${match.finds}
      ) as m where m.score >= ${worthShowing}
      order by round(m.score::numeric, 1) desc, m.distance nulls last, m.whole desc, m.name, m.id limit $3`,
    values: match.values,
  })
  return rows
}

export interface DoctorMatchRow {
  id: string
  name: string
  specialty: string
  specialtyName: string
  languages: string[]
  slug: string
  clinicName: string
  timeZone: string
  country: string
  city: string | null
  region: string | null
  latitude: number | null
  longitude: number | null
  distanceKm: number | null
}

export async function findDoctorsByWords(db: Queryable, words: Words): Promise<DoctorMatchRow[]> {
  const match = wordMatch(`folded(w.name || ' ' || w.specialty_name)`, words)
  const { rows } = await db.query<DoctorMatchRow>({
    name: `find-doctors-by-words-${match.name}`,
    text: `select m.id, m.name, m.specialty, m.specialty_name as "specialtyName", m.languages, m.slug,
        m.clinic_name as "clinicName", m.time_zone as "timeZone", m.country, m.city, m.region, m.latitude, m.longitude,
        m.distance as "distanceKm"
      from (
        select w.doctor_id as id, w.name, w.specialty, w.specialty_name, w.languages, c.slug, c.name as clinic_name,
          c.time_zone, c.country, c.city, c.region, c.latitude, c.longitude, ${match.score} as score,
          ${match.whole} as whole, ${match.distance} as distance
        from search_doctor w join clinic c on c.id = w.clinic_id
        where c.state = 'active' and ${match.finds}
      ) as m where m.score >= ${worthShowing}
      order by round(m.score::numeric, 1) desc, m.distance nulls last, m.whole desc, m.name, m.id limit $3`,
    values: match.values,
  })
  return rows
}

/** How alike a word has to be for the index to find it: for this transaction. */
export async function forgiveTyping(tx: Queryable): Promise<void> {
  await tx.query(`select set_config('pg_trgm.word_similarity_threshold', '0.4', true)`)
}
