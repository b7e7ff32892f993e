import { type Appointment, Refusal } from '@polyclinic/contract'
import { noSuchAppointment } from './concerning.ts'

/** The problem for a change that did not happen; `current` is the appointment as it stands. */
export function refuseChange(outcome: string, current: Appointment | null): Refusal {
  if (!current) return noSuchAppointment()
  if (outcome === 'version-mismatch') {
    return new Refusal('version-mismatch', { current }, 'The appointment was changed meanwhile.')
  }
  if (outcome === 'transition-not-allowed') {
    return new Refusal('transition-not-allowed', { state: current.status })
  }
  throw new Error(`nobody has said what "${outcome}" means to a caller`)
}
