import type { NoticeDocument } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

type Stated = Pick<NoticeDocument, 'id' | 'patientId' | 'kind' | 'state' | 'attempts'>

export interface ShownRow extends Stated {
  readonly appointmentId: string | null
  readonly channel: 'email' | 'sms' | null
  readonly reason: string | null
  readonly error: string | null
  readonly askedBy: string | null
  readonly dueAt: Date
  readonly finishedAt: Date | null
}

const columns = `n.id, n.patient_id as "patientId", n.appointment_id as "appointmentId", n.kind, n.channel, n.state,
  n.reason, n.attempts, n.error, n.asked_by as "askedBy", n.due_at as "dueAt", n.finished_at as "finishedAt"`

/** The oldest first. */
export async function findNoticesOfVisit(
  db: Queryable,
  clinicId: string,
  appointmentId: string,
): Promise<ShownRow[]> {
  const { rows } = await db.query<ShownRow>(
    `select ${columns} from notice n where n.clinic_id = $1 and n.appointment_id = $2 order by n.id`,
    [clinicId, appointmentId],
  )
  return rows
}

export interface NewByHand {
  readonly id: string
  readonly occasion: string
  readonly kind: 'reminder' | 'by-hand'
  readonly channel: 'email' | 'sms' | undefined
  readonly patientId: string
  readonly appointmentId: string | undefined
  readonly version: number | undefined
  readonly startsAt: string | undefined
  readonly sealedWords: Buffer | undefined
  readonly askedBy: string
  /** Hex */
  readonly fingerprint: string
}

/** @returns whether it is new: asked for again under its key it is there */
export async function insertByHand(db: Queryable, clinicId: string, notice: NewByHand): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into notice (id, clinic_id, occasion, kind, channel, patient_id, appointment_id, version, starts_at,
       sealed_words, asked_by, fingerprint, due_at, queued)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, decode($12, 'hex'), now(), true)
     on conflict (clinic_id, occasion) do nothing`,
    [
      notice.id,
      clinicId,
      notice.occasion,
      notice.kind,
      notice.channel,
      notice.patientId,
      notice.appointmentId,
      notice.version,
      notice.startsAt,
      notice.sealedWords,
      notice.askedBy,
      notice.fingerprint,
    ],
  )
  return rowCount === 1
}

export async function findByOccasion(
  db: Queryable,
  clinicId: string,
  occasion: string,
): Promise<(ShownRow & { fingerprint: string | null }) | undefined> {
  const { rows } = await db.query<ShownRow & { fingerprint: string | null }>(
    `select ${columns}, encode(n.fingerprint, 'hex') as fingerprint
     from notice n where n.clinic_id = $1 and n.occasion = $2`,
    [clinicId, occasion],
  )
  return rows[0]
}
