import { isRefusal } from '@polyclinic/contract'
import { answeredWithin, type ControlPlane, introducePatient } from '@polyclinic/control'
import type { Actor, PatientCard } from '@polyclinic/guard'
import type { Logger } from 'pino'

/** A booking waits so long for the control plane's introduction and then does without. */
const patienceMilliseconds = 2_000

/** Gives what introduces a patient to that clinic: their card, or an empty one while the control plane is away. */
export const introducer =
  (control: ControlPlane, actor: Actor, clinic: { readonly id: string }, log: Logger) =>
  async (patientId: string): Promise<PatientCard> => {
    try {
      return await answeredWithin(
        patienceMilliseconds,
        introducePatient(control, actor, patientId, clinic.id),
      )
    } catch (error) {
      if (isRefusal(error)) throw error
      // a signed-in patient books while the control plane is away; the link is filled in later
      log.warn({ err: error }, 'the control plane could not introduce a patient')
      return {}
    }
  }
