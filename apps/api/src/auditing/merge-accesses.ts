import { setTimeout as pause } from 'node:timers/promises'
import { type Clinic, decodeTimeCursor, listAccesses } from '@polyclinic/clinic'
import { type AccessDocument, pageOf, purposeTitles } from '@polyclinic/contract'
import { type ControlPlane, listControlAccesses } from '@polyclinic/control'
import { type Actor, actorReference } from '@polyclinic/guard'
import type { AuditRow } from '@polyclinic/postgres'

/** A clinic that has not answered by then is named as missing. */
const patienceMilliseconds = 2_000
const atOnce = 16

interface Place {
  readonly slug: string
  open(): Promise<Clinic>
}

interface Found {
  readonly row: AuditRow
  readonly slug: string | undefined
}

/**
 * Who read or changed a patient's data, the newest first: at the clinics and in the control plane, one page of all.
 * @param places the clinics that are asked
 * @param signal of the request
 */
export async function mergeAccesses(
  control: ControlPlane,
  actor: Actor,
  search: {
    clinic?: string | undefined
    dependent?: string | undefined
    limit: number
    cursor?: string | undefined
  },
  placesOf: (patientId: string) => Promise<readonly Place[]>,
): Promise<{ items: AccessDocument[]; next?: string; missing: string[] }> {
  const page = { after: decodeTimeCursor(search.cursor), limit: search.limit }
  const { patientId, rows } = await listControlAccesses(control, actor, search.dependent, page)
  const found: Found[] = search.clinic === undefined ? rows.map((row) => ({ row, slug: undefined })) : []
  const missing: string[] = []
  const places = [...(await placesOf(patientId))]
  const ask = async () => {
    for (let place = places.pop(); place; place = places.pop()) {
      const { slug } = place
      const asked = place.open().then((clinic) => listAccesses(clinic, actor, patientId, page))
      const given = await inTime(asked)
      if (given) found.push(...given.map((row) => ({ row, slug })))
      else missing.push(slug)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, ask))
  const self = actorReference(actor)
  const { items, next } = pageOf(
    found.toSorted(newestFirst),
    search.limit,
    (each) => accessDocument(each, self),
    ({ row }) => [row.at, row.id],
  )
  return { items, ...(next && { next }), missing: missing.toSorted() }
}

const newestFirst = (a: Found, b: Found): number =>
  a.row.at === b.row.at ? (a.row.id < b.row.id ? 1 : -1) : a.row.at < b.row.at ? 1 : -1

function accessDocument({ row, slug }: Found, self: string): AccessDocument {
  const own = row.actor === self
  return {
    at: row.at,
    ...(slug !== undefined && { clinic: slug }),
    kind: row.kind,
    // an event knows the patient's side only: somebody else on it is their guardian
    capacity: row.capacity === 'patient' && !own ? 'guardian' : row.capacity,
    purpose: row.purpose,
    title: purposeTitles[row.purpose] ?? row.purpose,
    object: row.objectType,
    own,
  }
}

/** Undefined for what fails or comes too late. */
async function inTime<T>(asked: Promise<T>): Promise<T | undefined> {
  const ended = new AbortController()
  try {
    const late = pause(patienceMilliseconds, undefined, { signal: ended.signal }).catch(() => undefined)
    return await Promise.race([asked.catch(() => undefined), late])
  } finally {
    ended.abort()
  }
}
