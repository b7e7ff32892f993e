import type { ControlPlane } from '../control-plane.ts'
import type { NoticeRow } from './notice-queries.ts'
import { findPatientKey } from './recipient-queries.ts'

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
  const key = patientId && sealedWords ? await findPatientKey(database, patientId) : undefined
  if (!key || !patientId || !sealedWords) return undefined
  return JSON.parse(vault.unwrap(key, patientId).open(sealedWords, noticeWordsPlace))
}
