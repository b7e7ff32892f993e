import type { ClinicVisitType } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findVisitTypes } from './visit-type-queries.ts'

export async function listVisitTypes(clinic: Clinic, actor: Actor): Promise<ClinicVisitType[]> {
  authorise(actor, 'clinic.look-up', clinic)
  const rows = await findVisitTypes(clinic.database)
  return rows.map(({ priceMinor, currency, ...visitType }) => ({
    ...visitType,
    ...(priceMinor !== null && currency !== null && { price: { amountMinor: priceMinor, currency } }),
  }))
}
