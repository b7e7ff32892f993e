import { type NoticePreferences, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { ownPatient } from '../patients/index.ts'
import { preferencesDocument } from './preferences-document.ts'
import { findLivingPatient, findPreference } from './recipient-queries.ts'

/** How the patient that the actor is wishes to be told of visits. */
export async function showNoticePreferences(control: ControlPlane, actor: Actor): Promise<NoticePreferences> {
  const standing = authorise(actor, 'notice.prefer')
  const patientId = ownPatient(standing)
  if (!(await findLivingPatient(control.database, patientId))) throw new Refusal('patient-unknown', {})
  const objects = [{ type: 'notice-preferences', id: patientId, patientId }]
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'notice.prefer', objects })
  return preferencesDocument(await findPreference(control.database, patientId))
}
