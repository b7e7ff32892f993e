import { LockMode, OptimisticLockError } from '@mikro-orm/core'
import { type BookingPolicy, type ClinicPolicy, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type Change, carryOut, lockCalendar } from '../editing/index.ts'
import { ClinicProfile } from '../entities/index.ts'
import { policyDocument } from './policy-document.ts'

/**
 * Changes the booking rules that the edit names; another horizon brings the calendar along.
 * @param seenVersion the version the editor saw; when it has moved on the answer holds the present rules
 */
export async function editPolicy(
  clinic: Clinic,
  actor: Actor,
  edit: Partial<BookingPolicy>,
  seenVersion: number,
): Promise<ClinicPolicy> {
  authorise(actor, 'policy.edit', clinic)
  try {
    return await carryOut(clinic, actor, (change) => changeRules(change, edit, seenVersion))
  } catch (error) {
    if (!(error instanceof OptimisticLockError)) throw error
    const current = policyDocument(await clinic.unitOfWork().findOneOrFail(ClinicProfile, { sole: true }))
    throw new Refusal('version-mismatch', { current }, 'The rules were changed meanwhile.')
  }
}

async function changeRules(
  { db, work, refresh }: Change,
  edit: Partial<BookingPolicy>,
  seenVersion: number,
): Promise<ClinicPolicy> {
  if (edit.horizonDays !== undefined) await lockCalendar(db)
  const profile = await work.findOneOrFail(
    ClinicProfile,
    { sole: true },
    { lockMode: LockMode.OPTIMISTIC, lockVersion: seenVersion },
  )
  const horizonMoves = edit.horizonDays !== undefined && edit.horizonDays !== profile.horizonDays
  work.assign(profile, edit)
  await work.flush()
  if (horizonMoves) await refresh({})
  // the database raises updated_at; read before the commit, it is this edit's
  return policyDocument(await work.findOneOrFail(ClinicProfile, { sole: true }, { refresh: true }))
}
