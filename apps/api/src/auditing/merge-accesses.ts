import { accessDocument, type Clinic, decodeTimeCursor, listAccesses } from '@polyclinic/clinic'
import { type AccessDocument, pageOf } from '@polyclinic/contract'
import { type ControlPlane, listControlAccesses } from '@polyclinic/control'
import { type Actor, actorReference } from '@polyclinic/guard'
import type { AuditRow } from '@polyclinic/postgres'
import { askClinics } from '../asking/ask-clinics.ts'

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
  const { answers, missing } = await askClinics(await placesOf(patientId), {
    ask: async (place) => listAccesses(await place.open(), actor, patientId, page),
  })
  for (const { place, answer } of answers) found.push(...answer.map((row) => ({ row, place })))
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
  return { items, ...(next && { next }), missing: missing.map(({ slug }) => slug).toSorted() }
}

const newestFirst = (a: Found, b: Found): number =>
  a.row.at === b.row.at ? (a.row.id < b.row.id ? 1 : -1) : a.row.at < b.row.at ? 1 : -1
