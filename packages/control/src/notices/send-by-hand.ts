import { type NoticeDocument, Refusal } from '@polyclinic/contract'
import { type Actor, actorReference, authorise } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { findByOccasion, insertByHand } from './desk-queries.ts'
import type { NoticeChannel } from './notice.ts'
import { noticeDocument } from './notice-document.ts'
import { noticeWordsPlace, type NoticeWords } from './notice-words.ts'
import { findLivingPatient } from './recipient-queries.ts'
import { sendingJob } from './sending-job.ts'

export interface ByHand {
  readonly patientId: string
  readonly channel: NoticeChannel | undefined
  readonly visit:
    | { readonly appointmentId: string; readonly version: number; readonly startsAt: string }
    | undefined
  /** Of the desk; without them it is a reminder of the visit */
  readonly words: NoticeWords | undefined
}

/**
 * Notes a message that the desk sends by hand, once for its key; what was written is sealed under the patient's own key
 * until it leaves. The clinic has seen to it that the patient is one of its own, and recorded who asks.
 */
export async function sendByHand(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  { patientId, channel, visit, words }: ByHand,
  once: { readonly idempotencyKey: string; readonly fingerprint: string },
): Promise<NoticeDocument> {
  authorise(actor, 'notice.send', clinic)
  const { database, vault } = control
  const patient = await findLivingPatient(database, patientId)
  if (!patient) throw new Refusal('patient-unknown', {})
  const askedBy = actorReference(actor)
  const occasion = `asked:${askedBy}:${once.idempotencyKey}`
  const own = vault.unwrap(patient.wrappedKey, patient.id)
  const id = newId()
  return database.transaction(async (tx) => {
    const isNew = await insertByHand(tx, clinic.id, {
      ...{ id, occasion, channel, askedBy },
      kind: words ? 'by-hand' : 'reminder',
      patientId: patient.id,
      ...{ appointmentId: visit?.appointmentId, version: visit?.version, startsAt: visit?.startsAt },
      sealedWords: words && own.seal(JSON.stringify(words), noticeWordsPlace),
      fingerprint: once.fingerprint,
    })
    if (isNew) await enqueueJobs(tx, [sendingJob(clinic.id, id)])
    const row = await findByOccasion(tx, clinic.id, occasion)
    if (!row || row.fingerprint !== once.fingerprint) throw new Refusal('idempotency-mismatch', {})
    return noticeDocument(row)
  })
}
