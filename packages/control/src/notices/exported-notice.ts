import type { PersonalExport } from '@polyclinic/contract'

type Exported = PersonalExport['notices'][number]

export interface ExportedNoticeRow {
  readonly clinic: string
  readonly appointmentId: string | null
  readonly kind: Exported['kind']
  readonly channel: 'email' | 'sms' | null
  readonly state: Exported['state']
  readonly reason: string | null
  readonly dueAt: Date
  readonly finishedAt: Date | null
}

/** A notice as its patient takes it along. */
export const exportedNotice = (row: ExportedNoticeRow): Exported => ({
  clinic: row.clinic,
  ...(row.appointmentId && { appointmentId: row.appointmentId }),
  kind: row.kind,
  ...(row.channel && { channel: row.channel }),
  state: row.state,
  ...(row.reason && { reason: row.reason }),
  dueAt: row.dueAt.toISOString(),
  ...(row.finishedAt && { endedAt: row.finishedAt.toISOString() }),
})
