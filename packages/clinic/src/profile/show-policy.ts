import type { ClinicPolicy } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { ClinicProfile } from '../entities/index.ts'
import { policyDocument } from './policy-document.ts'

export async function showPolicy(clinic: Clinic, actor: Actor): Promise<ClinicPolicy> {
  authorise(actor, 'policy.read', clinic)
  return policyDocument(await clinic.unitOfWork().findOneOrFail(ClinicProfile, { sole: true }))
}
