import { answeredWithin, type ControlPlane, showClinic } from '@polyclinic/control'
import { anonymous } from '@polyclinic/guard'
import type { PlaceOfVisit } from '../downloads/calendar-entry.ts'

/** A calendar's entry waits so long for the control plane's address and then does without. */
const patienceMilliseconds = 1_000

export async function placeOfVisit(
  control: ControlPlane,
  clinic: { readonly id: string; readonly name: string },
): Promise<PlaceOfVisit> {
  try {
    return await answeredWithin(patienceMilliseconds, showClinic(control, anonymous, clinic.id))
  } catch {
    return { name: clinic.name }
  }
}
