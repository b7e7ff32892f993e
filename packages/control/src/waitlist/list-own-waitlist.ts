import type { OwnWaitlistEntry, WaitlistEntry } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { choosePatientOf } from '../audit/choose-patient-of.ts'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { findPlacesOf, type KnownPlaceRow } from '../appointments/own-appointment-queries.ts'

/** Asks these clinics for what the patient waits for there, and names those that did not answer. */
type AskClinics = (
  places: readonly KnownPlaceRow[],
  page: { readonly patientId: string; readonly state: WaitlistEntry['state'] | undefined },
) => Promise<{
  answers: readonly { place: KnownPlaceRow; answer: readonly WaitlistEntry[] }[]
  missing: readonly KnownPlaceRow[]
}>

interface Search {
  readonly state?: WaitlistEntry['state'] | undefined
  /** Somebody for whom the actor acts */
  readonly dependent?: string | undefined
}

/**
 * What a patient waits for at all clinics, what was offered first. Whoever waits is known to the clinic: nothing else has
 * to be kept here, and the clinics say how it is now.
 */
export async function listOwnWaitlist(
  control: ControlPlane,
  actor: Actor,
  { state, dependent }: Search,
  askClinics: AskClinics,
): Promise<{ items: OwnWaitlistEntry[]; missing: string[] }> {
  const standing = authorise(actor, 'waitlist.list-own')
  const patientId = await choosePatientOf(actor, standing, dependent)
  const places = await findPlacesOf(control.database, patientId)
  const { answers, missing } = await askClinics(places, { patientId, state })
  // the clinics have recorded what they have shown
  await recordAccess(control, actor, standing, {
    kind: 'read',
    purpose: 'waitlist.list-own',
    objects: [{ type: 'waitlist', id: undefined, patientId }],
  })
  const items = answers.flatMap(({ place: { slug, name }, answer }) =>
    answer.map((entry) => ({ ...entry, clinic: { slug, name } })),
  )
  return { items: items.toSorted(offeredFirst), missing: missing.map(({ slug }) => slug).toSorted() }
}

/** Then longest waiting first */
const offeredFirst = (one: WaitlistEntry, other: WaitlistEntry): number =>
  Number(other.state === 'offered') - Number(one.state === 'offered') ||
  Date.parse(one.joinedAt) - Date.parse(other.joinedAt) ||
  (one.id < other.id ? -1 : 1)
