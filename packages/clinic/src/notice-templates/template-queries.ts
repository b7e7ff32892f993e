import type { Queryable } from '@polyclinic/postgres'

export interface TemplateRow {
  readonly channel: 'email' | 'sms'
  readonly subject: string | null
  readonly body: string
}

export async function findTemplateRows(
  db: Queryable,
  kind: string,
  language: string,
): Promise<TemplateRow[]> {
  const { rows } = await db.query<TemplateRow>(
    'select channel, subject, body from notice_template where kind = $1 and language = $2',
    [kind, language],
  )
  return rows
}
