import {
  type BookingRequestStatus,
  problemCatalogue,
  type ProblemCode,
  problemType,
} from '@polyclinic/contract'
import { appointmentDocument } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'
import type { RequestRow } from './request-queries.ts'

/** A noted booking as its requester sees it. */
export const requestStatus = (clinic: Clinic, row: RequestRow): BookingRequestStatus => ({
  id: row.id,
  status: row.state,
  requestedAt: row.createdAt.toISOString(),
  ...(row.finishedAt && { finishedAt: row.finishedAt.toISOString() }),
  ...(row.facts && { appointment: appointmentDocument(clinic, row.facts, row.wrappedKey) }),
  ...(row.problem && { problem: problemOf(row.problem) }),
})

function problemOf({ code, detail, facts }: NonNullable<RequestRow['problem']>) {
  const known = code as ProblemCode
  const { title, status } = problemCatalogue[known]
  return { ...facts, type: problemType(known), title, status, detail, code }
}
