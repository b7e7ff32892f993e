import { type ClinicManifest, isRefusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { findClinicBySource, updateFromSource } from '../clinics/clinic-queries.ts'
import type { ClinicRow } from '../clinics/clinic-row.ts'
import { findUnfinished } from '../clinics/operation-queries.ts'
import type { Provisioner } from '../control-plane.ts'
import { contactFingerprint } from '../hospitals/index.ts'
import { checkStaffing } from './onboard-clinic.ts'
import { reserveClinic } from './reserve-clinic.ts'
import { runOperation } from './run-operation.ts'

/** What an imported row came to. `elsewhere`: another process is at this clinic right now. */
export type ImportVerdict = 'onboarded' | 'resumed' | 'updated' | 'unchanged' | 'elsewhere'

/**
 * Brings one row of a source into the fleet, to the end: a new clinic is provisioned, an unfinished one carried on, a
 * changed one gets its new contact facts, an unchanged one is left alone. A known clinic keeps its slug and zone.
 * @throws OperationFailed or Refusal with one sentence
 */
export async function importClinic(
  provisioner: Provisioner,
  actor: Actor,
  manifest: ClinicManifest,
): Promise<ImportVerdict> {
  authorise(actor, 'clinic.onboard')
  const known = await findKnown(provisioner, manifest)
  if (known) return bringUpToDate(provisioner, known, manifest)
  checkStaffing(provisioner, manifest)
  try {
    const operation = await reserveUnderFreeSlug(provisioner, manifest)
    return (await runOperation(provisioner, operation)) === 'elsewhere' ? 'elsewhere' : 'onboarded'
  } catch (error) {
    // another import of the same source may have come to this row since we looked
    const now = isRefusal(error, 'already-exists') && (await findKnown(provisioner, manifest))
    if (now) return bringUpToDate(provisioner, now, manifest)
    throw error
  }
}

/** What was begun for an imported row; an operation where there is something to be carried on. */
export interface BegunImport {
  readonly verdict: 'begun' | 'resumed' | 'updated' | 'unchanged'
  readonly operationId?: string
}

/**
 * The same as far as it takes a moment: what is to be provisioned waits for `runOperation`.
 * @throws OperationFailed or Refusal with one sentence
 */
export async function beginImport(
  provisioner: Provisioner,
  actor: Actor,
  manifest: ClinicManifest,
): Promise<BegunImport> {
  authorise(actor, 'clinic.onboard')
  const known = await findKnown(provisioner, manifest)
  if (!known) {
    checkStaffing(provisioner, manifest)
    return { verdict: 'begun', operationId: await reserveUnderFreeSlug(provisioner, manifest) }
  }
  const unfinished = await findUnfinished(provisioner.database, known.id)
  if (unfinished) return { verdict: 'resumed', operationId: unfinished.id }
  return { verdict: await bringContactUpToDate(provisioner, known, manifest) }
}

/** What importing the row would do, without doing it. */
export async function judgeImport(
  provisioner: Provisioner,
  actor: Actor,
  manifest: ClinicManifest,
): Promise<'would onboard' | 'would resume' | 'would update' | 'unchanged'> {
  authorise(actor, 'clinic.onboard')
  const known = await findKnown(provisioner, manifest)
  checkStaffing(provisioner, manifest)
  if (!known) return 'would onboard'
  if (await findUnfinished(provisioner.database, known.id)) return 'would resume'
  return known.sourceFingerprint === contactFingerprint(manifest) ? 'unchanged' : 'would update'
}

async function findKnown(
  provisioner: Provisioner,
  { source }: ClinicManifest,
): Promise<ClinicRow | undefined> {
  return source && findClinicBySource(provisioner.database, source)
}

async function bringUpToDate(
  provisioner: Provisioner,
  known: ClinicRow,
  manifest: ClinicManifest,
): Promise<ImportVerdict> {
  const unfinished = await findUnfinished(provisioner.database, known.id)
  if (unfinished) {
    return (await runOperation(provisioner, unfinished.id)) === 'elsewhere' ? 'elsewhere' : 'resumed'
  }
  return bringContactUpToDate(provisioner, known, manifest)
}

async function bringContactUpToDate(
  provisioner: Provisioner,
  known: ClinicRow,
  manifest: ClinicManifest,
): Promise<'updated' | 'unchanged'> {
  const fingerprint = contactFingerprint(manifest)
  if (known.sourceFingerprint === fingerprint) return 'unchanged'
  const { name, address = null, phone = null, position = null } = manifest
  await updateFromSource(provisioner.database, known.id, { name, address, phone, position }, fingerprint)
  return 'updated'
}

/** A slug that a clinic from elsewhere has already gets the source's id: the row must not fail for a name. */
async function reserveUnderFreeSlug(provisioner: Provisioner, manifest: ClinicManifest): Promise<string> {
  const fingerprint = contactFingerprint(manifest)
  try {
    return await reserveClinic(provisioner, manifest, fingerprint)
  } catch (error) {
    if (!isRefusal(error, 'already-exists') || error.facts.field !== 'slug') throw error
    const suffix = `-${(manifest.source?.id ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`
    const slug = manifest.slug.slice(0, 63 - suffix.length) + suffix
    return reserveClinic(provisioner, { ...manifest, slug }, fingerprint)
  }
}
