import type { Call, Given } from '../history.ts'
import { at, type Fault, nameOf, type Proof } from '../proof.ts'

/**
 * What was acknowledged is there: the appointment, and at the acknowledged version the status, the doctor and the time
 * that the reply told. That nothing but other calls came after it is the business of other rules.
 */
export function acknowledgedSurvives(proof: Proof): Fault[] {
  return proof.calls.flatMap((call) => {
    if (call.outcome !== 'ok') return []
    const wrong = call.given ? lossOf(call.given, proof) : unfinishedRelease(call, proof)
    if (wrong === undefined) return []
    const sentence = `${nameOf(call)} was acknowledged at ${at(call.doneAt)}, but ${wrong}.`
    return [{ rule: 'acknowledged' as const, sentence }]
  })
}

function lossOf(given: Given, { appointments, deeds }: Proof): string | undefined {
  const { id, version } = given
  const row = appointments.get(id)
  if (!row) return `there is no appointment ${id}`
  if (row.version < version) return `${id} is at version ${row.version}, before the acknowledged ${version}`
  const event = deeds.get(id)?.find((each) => each.event.version === version)?.event
  if (!event) return `the history of ${id} has no version ${version}`
  const told = [given.status, given.doctorId, Date.parse(given.startsAt)]
  const kept = [event.status, event.doctorId, event.startsAt]
  if (told.join() === kept.join()) return undefined
  const [status, doctorId, startsAt] = kept
  return `version ${version} of ${id} is ${status} with ${doctorId} at ${at(Number(startsAt))}`
}

/** A reply to a release tells nothing but that it is done. */
function unfinishedRelease({ asked }: Call, { appointments }: Proof): string | undefined {
  const row = appointments.get(asked.holdId ?? '')
  if (!row) return `there is no hold ${asked.holdId}`
  return row.status === 'cancelled' ? undefined : `the hold ${row.id} is ${row.status}`
}
