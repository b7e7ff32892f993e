import { type Appointment, isRefusal, type ManagedVisit, Refusal } from '@polyclinic/contract'

/** A visit as whoever holds its link may see it: links are forwarded, and stand in short messages. */
export function managedVisit(appointment: Appointment): ManagedVisit {
  const { reference, status, clinic, doctor, startsAt, endsAt, localDate, localTime, timeZone } = appointment
  const { displacedAt, version } = appointment
  return {
    ...{ reference, status, clinic, startsAt, endsAt, localDate, localTime, timeZone, version },
    doctor: { name: doctor.name },
    ...(displacedAt !== undefined && { displacedAt }),
  }
}

export const linkRefused = () => new Refusal('proof-refused', {})

/**
 * What a verb gives or refuses, for somebody with a link: a visit that is gone is refused like a link that is none, and
 * no refusal shows more of it than an answer would.
 */
export async function throughLink<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isRefusal(error, 'not-found') || isRefusal(error, 'not-allowed')) throw linkRefused()
    if (!isRefusal(error, 'version-mismatch')) throw error
    const current = managedVisit(error.facts.current as Appointment)
    throw new Refusal('version-mismatch', { current }, error.message)
  }
}
