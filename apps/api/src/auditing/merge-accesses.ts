import { setTimeout as pause } from 'node:timers/promises'
import { accessDocument, type Clinic, decodeTimeCursor, listAccesses } from '@polyclinic/clinic'
import { type AccessDocument, pageOf } from '@polyclinic/contract'
import { type ControlPlane, listControlAccesses } from '@polyclinic/control'
import { type Actor, actorReference } from '@polyclinic/guard'
import type { AuditRow } from '@polyclinic/postgres'

/** A clinic that has not answered by then is named as missing. */
const patienceMilliseconds = 2_000
const atOnce = 16

interface Place {
  readonly slug: string
  readonly name: string
  open(): Promise<Clinic>
}

interface Found {
  readonly row: AuditRow
  /** Where it happened; undefined for the control plane */
  readonly place: Place | undefined
}

/**
 * Who read or changed a patient's data, the newest first: at the clinics and in the control plane, one page of all.
 * @param placesOf the clinics that are asked about that patient
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
  const found: Found[] = search.clinic === undefined ? rows.map((row) => ({ row, place: undefined })) : []
  const missing: string[] = []
  const places = [...(await placesOf(patientId))]
  const ask = async () => {
    for (let place = places.pop(); place; place = places.pop()) {
      const at = place
      const asked = at.open().then((clinic) => listAccesses(clinic, actor, patientId, page))
      const given = await inTime(asked)
      if (given) found.push(...given.map((row) => ({ row, place: at })))
      else missing.push(at.slug)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, ask))
  const self = actorReference(actor)
  const { items, next } = pageOf(
    found.toSorted(newestFirst),
    search.limit,
    ({ row, place }) => ({
      ...accessDocument(row, self),
      ...(place && { clinic: place.slug, clinicName: place.name }),
    }),
    ({ row }) => [row.at, row.id],
  )
  return { items, ...(next && { next }), missing: missing.toSorted() }
}

const newestFirst = (a: Found, b: Found): number =>
  a.row.at === b.row.at ? (a.row.id < b.row.id ? 1 : -1) : a.row.at < b.row.at ? 1 : -1

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
