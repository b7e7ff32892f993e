import { reading, recordAccess, writing } from '../audit/index.ts'
import { Refusal, type WaitlistEntry, type WaitlistRequest } from '@polyclinic/contract'
import { type Actor, actorReference, authorise } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import { type BookingContext, choosePatient, introductionOf, refuseTime } from '../booking/index.ts'
import type { Clinic } from '../clinic.ts'
import { entryDocument } from './entry-document.ts'
import { callJoining, callOffering, findEntry, type JoinCall, type JoinRow } from './waitlist-queries.ts'

/**
 * Enters somebody who waits for a time: the first that suits is held and offered to them. A time that is free already
 * is offered at once.
 */
export async function joinWaitlist(
  clinic: Clinic,
  actor: Actor,
  request: WaitlistRequest,
  context: BookingContext,
): Promise<WaitlistEntry> {
  const standing = authorise(actor, 'waitlist.join', clinic)
  const patient = await choosePatient(actor, standing, request.patientId)
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})
  const call: JoinCall = {
    ...request,
    doctors: request.doctors,
    specialty: request.specialty,
    partsOfDay: request.partsOfDay,
    principal: actorReference(actor),
    key: context.idempotencyKey,
    fingerprint: context.fingerprint,
    id: newId(),
    patientId: patient.id,
    introduction: undefined,
  }
  // the entry and its record commit together
  const join = (wanted: JoinCall) =>
    clinic.database.transaction(async (tx) => {
      const made = await callJoining(tx, wanted, standing.atDesk)
      const entry = made.id === null ? [] : [{ id: made.id, patientId: patient.id }]
      const access = made.outcome === 'joined' ? writing : reading
      await recordAccess(clinic, actor, standing, access('waitlist.join', 'waitlist-entry', entry), tx)
      return made
    })
  let row = await join(call)
  if (row.outcome === 'patient-unknown' && !patient.byDesk) {
    const introduction = introductionOf(await context.introduce(patient.id))
    row = await join({ ...call, introduction })
  }
  if (row.outcome !== 'joined' && row.outcome !== 'replayed') throw await refuseJoining(clinic, row)
  if (row.outcome === 'joined' && row.id) await callOffering(clinic.database, row.id)
  const entry = await findEntry(clinic.database, row.id ?? '')
  if (!entry) throw new Refusal('not-found', {}, 'That entry was forgotten: it ended long ago.')
  return entryDocument(clinic, entry)
}

async function refuseJoining(clinic: Clinic, { outcome, limit }: JoinRow): Promise<Refusal> {
  switch (outcome) {
    case 'doctor-unknown':
      return invalid('/doctors', 'names somebody who is no doctor here')
    case 'specialty-unknown':
      return invalid('/specialty', 'not a specialty of this clinic')
    case 'waitlist-entries-per-patient':
      return new Refusal(
        'outside-policy',
        { rule: outcome, limit: Number(limit) },
        `A patient may wait for at most ${limit} visits at this clinic.`,
      )
    default:
      return refuseTime(clinic, { outcome, facts: null, limit }, {})
  }
}

const invalid = (pointer: string, message: string) =>
  new Refusal('invalid-request', { issues: [{ pointer, message }] })
