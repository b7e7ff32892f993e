import { decodeCursor, pageOf, timeKeys } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { choosePatientOf } from '../audit/choose-patient-of.ts'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import {
  findHeard,
  findHeardBetween,
  findPlacesOf,
  type HeardPage,
  type KnownPlaceRow,
} from './own-appointment-queries.ts'
import { isLive, type OwnVisit, sharingTimeWith, visitHeardOf } from './own-visit.ts'

export interface OwnSearch {
  readonly when: 'upcoming' | 'past'
  /** Somebody for whom the actor acts */
  readonly dependent?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** One page of one patient, at whatever clinic is asked. */
export type VisitPage = Omit<HeardPage, 'clinicIds'>

/** Asks these clinics for the patient's page, each one more than the limit, and names those that did not answer. */
export type AskClinics = (
  places: readonly KnownPlaceRow[],
  page: VisitPage,
) => Promise<{ found: readonly OwnVisit[]; missing: readonly KnownPlaceRow[] }>

/**
 * A patient's appointments at all clinics: what the clinics say, and of those that say nothing what was last heard.
 * What shares its time with another one is marked.
 */
export async function listOwnAppointments(
  control: ControlPlane,
  actor: Actor,
  search: OwnSearch,
  askClinics: AskClinics,
): Promise<{ items: OwnVisit[]; next?: string; missing: string[] }> {
  const standing = authorise(actor, 'appointment.list-own')
  const patientId = await choosePatientOf(actor, standing, search.dependent)
  const page = { ...search, patientId, after: decodeCursor(search.cursor, timeKeys) }
  const places = await findPlacesOf(control.database, patientId)
  const { found, missing } = await askClinics(places, page)
  const clinicIds = missing.map(({ id }) => id)
  const heard = clinicIds.length > 0 ? await findHeard(control.database, { ...page, clinicIds }) : []
  const { items, next } = pageOf(
    [...found, ...heard.map(visitHeardOf)].toSorted(search.when === 'past' ? latestFirst : earliestFirst),
    search.limit,
    (visit) => visit,
    ({ startsAt, id }) => [startsAt, id],
  )
  const marked = await markOverlaps(control, patientId, items)
  const shown = items.filter(({ clinic }) => missing.some(({ slug }) => slug === clinic.slug))
  await recordAccess(control, actor, standing, {
    kind: 'read',
    purpose: 'appointment.list-own',
    objects: [
      { type: 'appointment-list', id: undefined, patientId },
      // what the clinics have shown they have recorded themselves
      ...shown.map(({ id }) => ({ type: 'appointment', id, patientId })),
    ],
  })
  return { items: marked, ...(next && { next }), missing: missing.map(({ slug }) => slug).toSorted() }
}

async function markOverlaps(
  { database }: ControlPlane,
  patientId: string,
  items: readonly OwnVisit[],
): Promise<OwnVisit[]> {
  const live = items.filter(isLive)
  const [first] = live
  if (!first) return [...items]
  const from = live.reduce((least, { startsAt }) => (startsAt < least ? startsAt : least), first.startsAt)
  const until = live.reduce((most, { endsAt }) => (endsAt > most ? endsAt : most), first.endsAt)
  const shown = new Set(items.map(({ id }) => id))
  // beyond this page too; what is on it is newer than what was heard
  const heard = (await findHeardBetween(database, { patientId, from, until })).filter(
    ({ id, held }) => !held && !shown.has(id),
  )
  const all = [...live, ...heard.map(visitHeardOf)]
  return items.map((visit) => {
    const others = isLive(visit) ? sharingTimeWith(visit, all).filter(({ id }) => id !== visit.id) : []
    return others.length > 0 ? { ...visit, overlapsWith: others.map(({ id }) => id) } : visit
  })
}

const earliestFirst = (a: OwnVisit, b: OwnVisit): number =>
  a.startsAt === b.startsAt ? (a.id < b.id ? -1 : 1) : a.startsAt < b.startsAt ? -1 : 1
const latestFirst = (a: OwnVisit, b: OwnVisit): number => earliestFirst(b, a)
