import type { Clinic } from '@polyclinic/clinic'
import { answeredWithin, type ControlPlane, enqueueTending } from '@polyclinic/control'
import type { Logger } from 'pino'

const patienceMilliseconds = 1_000

/**
 * Asks the worker to look after a clinic: what waits there is in the clinic's own database, so nothing is lost when
 * nobody hears.
 * @returns whether the queue took it
 */
export async function askToTend(control: ControlPlane, clinic: Clinic, log: Logger): Promise<boolean> {
  try {
    await answeredWithin(patienceMilliseconds, enqueueTending(control.database, clinic.id))
    return true
  } catch (err) {
    log.warn({ err }, 'the queue was not told that something waits')
    return false
  }
}
