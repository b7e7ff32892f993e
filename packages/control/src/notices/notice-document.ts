import type { NoticeDocument } from '@polyclinic/contract'
import type { ShownRow } from './desk-queries.ts'

/** A notice as the desk sees it. */
export function noticeDocument(row: ShownRow): NoticeDocument {
  const { id, patientId, appointmentId, kind, channel, state, reason, attempts, error, askedBy } = row
  return {
    id,
    patientId,
    ...(appointmentId && { appointmentId }),
    kind,
    ...(channel && { channel }),
    state,
    ...(reason && { reason }),
    dueAt: row.dueAt.toISOString(),
    ...(row.finishedAt && { endedAt: row.finishedAt.toISOString() }),
    attempts,
    ...(error && state === 'waiting' && { lastError: error }),
    ...(askedBy && { askedBy }),
  }
}
