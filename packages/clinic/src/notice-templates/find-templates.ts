import type { NoticeLanguage, NoticeTemplateKind } from '@polyclinic/contract'
import type { Clinic } from '../clinic.ts'
import { findTemplateRows } from './template-queries.ts'

/** In the form in which notices are written with it. */
export interface OwnWords {
  readonly email?: { readonly subject?: string; readonly body: string }
  readonly sms?: { readonly body: string }
}

/** The clinic's own words for a kind in a language; empty where it has none. For who sends notices. */
export async function findNoticeTemplate(
  { database }: Pick<Clinic, 'database'>,
  kind: NoticeTemplateKind,
  language: NoticeLanguage,
): Promise<OwnWords> {
  const rows = await findTemplateRows(database, kind, language)
  const email = rows.find(({ channel }) => channel === 'email')
  const sms = rows.find(({ channel }) => channel === 'sms')
  return {
    ...(email && { email: { ...(email.subject !== null && { subject: email.subject }), body: email.body } }),
    ...(sms && { sms: { body: sms.body } }),
  }
}
