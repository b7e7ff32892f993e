import { Refusal } from '@polyclinic/contract'
import { answeredWithin } from '@polyclinic/control'
import { DatabaseUnavailable } from '@polyclinic/postgres'

const patienceMilliseconds = 5_000

/**
 * What a clinic's request needs of the control plane. Where that one is away the clinic is not: the answer says which
 * part of the service is missing.
 */
export async function fromControl<T>(work: Promise<T>): Promise<T> {
  try {
    return await answeredWithin(patienceMilliseconds, work)
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw new Refusal('service-unavailable', { retryAfter: 5 })
    throw error
  }
}
