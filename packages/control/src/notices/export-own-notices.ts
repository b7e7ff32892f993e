import type { PersonalExport } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import { exportedNotice } from './exported-notice.ts'
import { findNoticesOf } from './follow-queries.ts'
import { findPreference } from './recipient-queries.ts'

const most = 1_000

/** What a patient was told, and how they wish to be. */
export async function exportOwnNotices(
  db: Queryable,
  patientId: string,
): Promise<Pick<PersonalExport, 'notices' | 'noticePreferences'>> {
  const preference = await findPreference(db, patientId)
  return {
    ...(preference && {
      noticePreferences: { channels: preference.channels, reminders: preference.reminders },
    }),
    notices: (await findNoticesOf(db, patientId, most)).map(exportedNotice),
  }
}
