import type { RawReply } from '../http/http-line.ts'
import type { Call, Given } from './history.ts'

/** What a reply says about the call, as far as the rules look at it. */
export function readReply({
  status,
  text,
}: RawReply): Pick<Call, 'outcome' | 'status' | 'code' | 'facts' | 'given'> {
  if (status === 204) return { outcome: 'ok', status }
  const body = JSON.parse(text)
  if (status < 300) return { outcome: 'ok', status, given: givenOf(body) }
  const {
    type: _,
    title: __,
    detail,
    instance: ___,
    requestId: ____,
    alternatives: _____,
    code,
    ...facts
  } = body
  return { outcome: status < 500 ? 'refused' : 'unknown', status, code, facts: { ...facts, detail } }
}

/** A hold or an appointment. */
export function givenOf(body: any): Given {
  return {
    id: body.id,
    version: body.version,
    status: body.status ?? 'pending',
    startsAt: body.startsAt,
    doctorId: body.doctor.id,
    visitType: body.visitType.code,
    patientId: body.patientId,
    ...(body.expiresAt !== undefined && { expiresAt: body.expiresAt }),
  }
}
