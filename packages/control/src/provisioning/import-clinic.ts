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
  const begun = await beginImport(provisioner, actor, manifest)
  if (begun.operationId === undefined) return begun.verdict
  if ((await runOperation(provisioner, begun.operationId)) === 'elsewhere') return 'elsewhere'
  return begun.verdict === 'begun' ? 'onboarded' : 'resumed'
}

/** What was begun for an imported row; an operation where there is something to be carried on. */
export type BegunImport =
  | { readonly verdict: 'begun' | 'resumed'; readonly operationId: string }
  | { readonly verdict: 'updated' | 'unchanged'; readonly operationId?: undefined }

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
  if (known) return takeUp(provisioner, known, manifest)
  checkStaffing(provisioner, manifest)
  try {
    return { verdict: 'begun', operationId: await reserveUnderFreeSlug(provisioner, manifest) }
  } catch (error) {
    // another import of the same source may have come to this row since we looked
    const now = isRefusal(error, 'already-exists') && (await findKnown(provisioner, manifest))
    if (now) return takeUp(provisioner, now, manifest)
    throw error
  }
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

async function takeUp(
  provisioner: Provisioner,
  known: ClinicRow,
  manifest: ClinicManifest,
): Promise<BegunImport> {
  const unfinished = await findUnfinished(provisioner.database, known.id)
  if (unfinished) return { verdict: 'resumed', operationId: unfinished.id }
  const fingerprint = contactFingerprint(manifest)
  if (known.sourceFingerprint === fingerprint) return { verdict: 'unchanged' }
  const { name, address = null, phone = null, position = null } = manifest
  await updateFromSource(provisioner.database, known.id, { name, address, phone, position }, fingerprint)
  return { verdict: 'updated' }
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
