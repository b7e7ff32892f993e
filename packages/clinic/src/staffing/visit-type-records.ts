import { Refusal, type VisitTypeRecord, type VisitTypeRecordForm } from '@polyclinic/contract'
import { type Change, editVerbs } from '../editing/index.ts'
import { VisitType } from '../entities/index.ts'
import { staffingActions } from './staffing-actions.ts'
import { findKnownDoctors, findVisitTypeDoctors, writeVisitTypeDoctors } from './visit-type-doctor-queries.ts'

export const visitTypeRecords = editVerbs<VisitType, VisitTypeRecordForm, VisitTypeRecord>({
  word: 'kind of visit',
  entity: VisitType,
  actions: staffingActions,
  order: { name: 'asc', code: 'asc' },
  unique: { visit_type_code_key: 'code' },
  instead: 'Make it inactive instead.',
  async columns(change, { price, doctors, capacity, dailyQuota, ...own }) {
    await refuseUnknown(change, doctors)
    return {
      ...own,
      capacity: capacity ?? null,
      dailyQuota: dailyQuota ?? null,
      priceMinor: price?.amountMinor ?? null,
      currency: price?.currency ?? null,
    }
  },
  complete: ({ db }, row, { doctors }) => writeVisitTypeDoctors(db, row.id, doctors),
  async documents({ db }, rows) {
    const doctors = await findVisitTypeDoctors(
      db,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => ({ ...factsOf(row), doctors: doctors.get(row.id) ?? [] }))
  },
})

async function refuseUnknown({ db }: Change, doctors: readonly string[]): Promise<void> {
  const known = await findKnownDoctors(db, doctors)
  const issues = doctors.flatMap((id, index) =>
    known.has(id) ? [] : [{ pointer: `/doctors/${index}`, message: 'is no doctor of this clinic' }],
  )
  if (issues.length > 0) throw new Refusal('invalid-request', { issues })
}

const factsOf = (row: VisitType) => ({
  code: row.code,
  name: row.name,
  minutes: row.minutes,
  bufferBeforeMinutes: row.bufferBeforeMinutes,
  bufferAfterMinutes: row.bufferAfterMinutes,
  mode: row.mode,
  bookedBy: row.bookedBy,
  active: row.active,
  ...(row.capacity != null && { capacity: row.capacity }),
  ...(row.dailyQuota != null && { dailyQuota: row.dailyQuota }),
  ...(row.priceMinor != null &&
    row.currency != null && { price: { amountMinor: row.priceMinor, currency: row.currency } }),
})
