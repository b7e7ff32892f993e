import type { ControlPlane } from '../control-plane.ts'
import type { NoticeRow } from './notice-queries.ts'
import { findLivingPatient } from './recipient-queries.ts'

/** Where the desk's words stand; the seal is bound to it. */
export const noticeWordsPlace = 'notice.words'

export interface NoticeWords {
  readonly subject: string
  readonly text: string
}

/** What the desk wrote. @returns undefined where the patient is gone, and the key with them */
export async function openWords(
  { database, vault }: ControlPlane,
  { patientId, sealedWords }: Pick<NoticeRow, 'patientId' | 'sealedWords'>,
): Promise<NoticeWords | undefined> {
  const row = patientId && sealedWords ? await findLivingPatient(database, patientId) : undefined
  if (!row || !sealedWords) return undefined
  return JSON.parse(vault.unwrap(row.wrappedKey, row.id).open(sealedWords, noticeWordsPlace))
}
