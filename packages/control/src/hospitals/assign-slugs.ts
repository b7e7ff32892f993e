import { createHash } from 'node:crypto'
import slugify from '@sindresorhus/slugify'
import type { HospitalRow } from './hospital-row.ts'

export type Named = Pick<HospitalRow, 'city' | 'state'> & { readonly id: string; readonly name: string }

const longestName = 50
const longestSlug = 63

/**
 * A slug for every row, keyed by source id: the name, then with the city, the state and the id where it is
 * not alone. Every row that shares a slug moves on, so the order of the rows does not matter.
 */
export function assignSlugs(rows: readonly Named[]): Map<string, string> {
  const climbers = rows.map((row) => ({ id: row.id, ladder: ladderOf(row), rung: 0 }))
  for (;;) {
    const shared = repeated(climbers.map(slugOf))
    const moving = climbers.filter((climber) => shared.has(slugOf(climber)) && climber.rung < lastRung)
    if (moving.length === 0) return new Map(climbers.map((climber) => [climber.id, slugOf(climber)]))
    for (const climber of moving) climber.rung += 1
  }
}

interface Climber {
  readonly ladder: readonly string[]
  rung: number
}
const lastRung = 3
const slugOf = ({ ladder, rung }: Climber): string => ladder[rung]!

/** The four slugs a row may have, shortest first; the last ends with its id, which no other row has. */
function ladderOf({ id, name, city, state }: Named): string[] {
  const slug = slugged(name) || 'hospital'
  const tail = [cut(slugged(city), 20), cut(slugged(state), 8)].filter(Boolean)
  return [[], tail.slice(0, 1), tail, [...tail, idLabel(id)]].map((step) => join(slug, step))
}

function join(name: string, tail: readonly string[]): string {
  const room = longestSlug - tail.reduce((sum, part) => sum + part.length + 1, 0)
  return [cut(name, Math.min(longestName, room)), ...tail].join('-')
}

// without its apostrophe O'Connor is oconnor; without decamelize McDonald is mcdonald
const slugged = (text = ''): string => slugify(text.replaceAll(/['’]/g, ''), { decamelize: false })

/** At most so many characters, ending with a whole word, and not with `of`, where there is more than one. */
function cut(slug: string, room: number): string {
  if (slug.length <= room) return slug
  const end = slug.lastIndexOf('-', room)
  return end > 0 ? slug.slice(0, end).replace(/(?:-(?:a|and|at|for|of|the))+$/, '') : slug.slice(0, room)
}

/** No hyphen inside, so that two different ids can never end two slugs alike. */
const idLabel = (id: string): string =>
  /^[a-z0-9]{1,16}$/.test(id) ? id : createHash('sha256').update(id).digest('hex').slice(0, 16)

function repeated(slugs: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const again = new Set<string>()
  for (const slug of slugs) (seen.has(slug) ? again : seen).add(slug)
  return again
}
