import { type NoticePreferences, type NoticePreferencesEdit, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { lockPatient, ownPatient } from '../patients/index.ts'
import { preferencesDocument } from './preferences-document.ts'
import { findPreference, upsertPreference } from './recipient-queries.ts'

/**
 * Changes how the actor wishes to be told of visits; what waits goes by what they wish when it leaves.
 * @param seenVersion the version they saw, 0 where nothing was chosen; when it has moved on nothing is written
 */
export async function editNoticePreferences(
  control: ControlPlane,
  actor: Actor,
  edit: NoticePreferencesEdit,
  seenVersion: number,
): Promise<NoticePreferences> {
  const standing = authorise(actor, 'notice.prefer')
  const patientId = ownPatient(standing)
  return control.database.transaction(async (tx) => {
    // a token may outlive its patient by ten minutes
    if (!(await lockPatient(tx, patientId))) throw new Refusal('patient-unknown', {})
    const current = preferencesDocument(await findPreference(tx, patientId))
    if (current.version !== seenVersion) {
      throw new Refusal('version-mismatch', { current }, 'They were changed meanwhile.')
    }
    const { channels = current.channels, reminders = current.reminders } = edit
    const after = await upsertPreference(tx, patientId, { channels, reminders })
    const objects = [{ type: 'notice-preferences', id: patientId, patientId }]
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'notice.prefer', objects }, tx)
    return preferencesDocument(after)
  })
}
