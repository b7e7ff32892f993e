import { recordAccess } from '../audit/index.ts'
import { type Dependent, type DependentForm, dependentLimit, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import {
  countDependents,
  findLinkMadeBy,
  insertGuardian,
  lockGuardian,
  type Once,
} from './guardian-queries.ts'
import { ownPatient } from './own-patient.ts'
import { insertPatient } from './patient-queries.ts'
import { sealPatient } from './seal-patient.ts'

/**
 * Makes a patient without a login for whom the actor acts from now on, say a child.
 * @param once where the request may be repeated under a key: one patient is made
 * @throws Refusal outside-policy for one more than a guardian may have, also when many are added at once
 */
export async function addDependent(
  control: ControlPlane,
  actor: Actor,
  form: DependentForm,
  once?: Once,
): Promise<Dependent> {
  const standing = authorise(actor, 'dependent.manage')
  const guardianId = ownPatient(standing)
  const patient = sealPatient(form, control.vault)
  const id = await control.database.transaction(async (tx) => {
    // a token may outlive its patient by ten minutes
    if (!(await lockGuardian(tx, guardianId))) throw new Refusal('patient-unknown', {})
    const made = once && (await findLinkMadeBy(tx, guardianId, once.idempotencyKey))
    if (made && made.fingerprint !== once?.fingerprint) throw new Refusal('idempotency-mismatch', {})
    if (made) return made.dependentId
    await requireRoom(tx, guardianId)
    await insertPatient(tx, patient)
    await insertGuardian(tx, { guardianId, dependentId: patient.id, request: once })
    const objects = [{ type: 'patient', id: patient.id, patientId: patient.id }]
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'dependent.manage', objects }, tx)
    return patient.id
  })
  return { id, name: form.name, ...(form.birthDate && { birthDate: form.birthDate }) }
}

async function requireRoom(tx: Queryable, guardianId: string): Promise<void> {
  if ((await countDependents(tx, guardianId)) < dependentLimit) return
  throw new Refusal(
    'outside-policy',
    { rule: 'dependents', limit: dependentLimit },
    `One may act for ${dependentLimit} people at most.`,
  )
}
