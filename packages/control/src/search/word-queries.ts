import type { Queryable } from '@polyclinic/postgres'
import { distanceTo, type Point } from './place-queries.ts'

interface Words {
  readonly q: string
  readonly point: Point | undefined
  readonly limit: number
}

/** Of so many words each has to be found, where all are; the others weigh in the order alone. */
const mostFound = 4

/**
 * What matches by words: each word is held against the text with its three-letter pieces, so that a slip of the finger or
 * a missing accent costs a little and no more. What has every word is found by the index at once; where that is less than
 * a page, one word may be anything, and the longest finds.
 * @param text as it is indexed
 */
function wordMatch(text: string, { q, point, limit }: Words, finding: Finding) {
  const asked = q.split(/\s+/).toSorted((one, other) => other.length - one.length)
  const found = finding === 'every' ? Math.min(asked.length, mostFound) : 1
  const finds = Array.from({ length: found }, (_, nth) => `folded(($1::text[])[${nth + 1}]) <% ${text}`)
  return {
    name: `${found}-${point ? 'from' : 'anywhere'}`,
    values: [asked, q, limit, ...(point ? [point.latitude, point.longitude] : [])],
    finds: finds.join(' and '),
    // folded once a row, not once a word: that is most of the work
    weighed: `cross join lateral (select ${text} as text offset 0) as folded
      cross join lateral (
        select (select avg(word_similarity(folded(word), folded.text)) from unnest($1::text[]) as word) as score,
          similarity(folded($2), folded.text) as whole
      ) as weighed`,
    distance: point ? distanceTo('$4::float8', '$5::float8') : 'null::float8',
  }
}

type Finding = 'every' | 'longest'

/** @param find the best of what has every word, or of what has the longest */
async function bestMatches<Row>(words: Words, find: (finding: Finding) => Promise<Row[]>): Promise<Row[]> {
  const rows = await find('every')
  return rows.length < words.limit && /\s/.test(words.q) ? find('longest') : rows
}

/** Of so many the best are chosen: where more are found, a further word says which are meant. */
const mostWeighed = 3_000

/** Less looks like nothing that anybody meant */
const worthShowing = 0.4

export interface ClinicMatchRow {
  id: string
  distanceKm: number | null
}

/** Ids, the best first; of equal ones the nearest first. */
export function findClinicsByWords(db: Queryable, words: Words): Promise<ClinicMatchRow[]> {
  return bestMatches(words, async (finding) => {
    const match = wordMatch(`folded(c.name || ' ' || coalesce(c.city, ''))`, words, finding)
    const { rows } = await db.query<ClinicMatchRow>({
      name: `find-clinics-by-words-${match.name}`,
      text: `select m.id, m.distance as "distanceKm" from (
          select c.id, c.name, weighed.*, ${match.distance} as distance
          from (
            select c.* from clinic c where c.state = 'active' and ${match.finds} limit ${mostWeighed}
          ) as c ${match.weighed}
        ) as m where m.score >= ${worthShowing}
        order by round(m.score::numeric, 1) desc, m.distance nulls last, m.whole desc, m.name, m.id limit $3`,
      values: match.values,
    })
    return rows
  })
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

/** Doctors, the best first; of equal ones the nearest first. */
export function findDoctorsByWords(db: Queryable, words: Words): Promise<DoctorMatchRow[]> {
  return bestMatches(words, async (finding) => {
    const match = wordMatch(`folded(w.name || ' ' || w.specialty_name)`, words, finding)
    const { rows } = await db.query<DoctorMatchRow>({
      name: `find-doctors-by-words-${match.name}`,
      text: `select m.id, m.name, m.specialty, m.specialty_name as "specialtyName", m.languages, m.slug,
          m.clinic_name as "clinicName", m.time_zone as "timeZone", m.country, m.city, m.region, m.latitude,
          m.longitude, m.distance as "distanceKm"
        from (
          select w.doctor_id as id, w.name, w.specialty, w.specialty_name, w.languages, c.slug, c.name as clinic_name,
            c.time_zone, c.country, c.city, c.region, c.latitude, c.longitude, weighed.*,
            ${match.distance} as distance
          from (
            select w.* from search_doctor w where ${match.finds} limit ${mostWeighed}
          ) as w join clinic c on c.id = w.clinic_id and c.state = 'active' ${match.weighed}
        ) as m where m.score >= ${worthShowing}
        order by round(m.score::numeric, 1) desc, m.distance nulls last, m.whole desc, m.name, m.id limit $3`,
      values: match.values,
    })
    return rows
  })
}

/**
 * How alike a word has to be for the index to find it, for this transaction. By the index alone: for a frequent word the
 * planner would rather read the whole table, which takes seconds where it is wrong.
 */
export async function forgiveTyping(tx: Queryable): Promise<void> {
  await tx.query(
    `select set_config('pg_trgm.word_similarity_threshold', '0.4', true), set_config('enable_seqscan', 'off', true)`,
  )
}
