import { Refusal } from '@polyclinic/contract'
import { type Actor, mayActFor, type Standing } from '@polyclinic/guard'

export interface Patient {
  readonly id: string
  /** The desk acts, for a patient whom the clinic knows; else it is the patient or a guardian, who may be new here. */
  readonly byDesk: boolean
}

/** Whom a request is for: oneself, a dependent, or for the desk whoever the clinic knows. */
export async function choosePatient(
  actor: Actor,
  standing: Standing,
  named: string | undefined,
): Promise<Patient> {
  const id = named ?? standing.patientId
  if (!id) {
    throw new Refusal('invalid-request', {
      issues: [{ pointer: '/patientId', message: 'say who the visit is for' }],
    })
  }
  if (id === standing.patientId) return { id, byDesk: false }
  if (standing.atDesk) return { id, byDesk: true }
  if (await mayActFor(actor, standing, id)) return { id, byDesk: false }
  throw new Refusal('not-allowed', {})
}
