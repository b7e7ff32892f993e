import { type ClinicManifest, isRefusal, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { findClinicBySlug, findClinicBySource } from '../clinics/clinic-queries.ts'
import type { ClinicRow } from '../clinics/clinic-row.ts'
import { findLatest, findUnfinished } from '../clinics/operation-queries.ts'
import type { Provisioner } from '../control-plane.ts'
import { chooseStaffing } from '../manifests/choose-staffing.ts'
import { manifestFingerprint } from '../manifests/manifest-fingerprint.ts'
import { reserveClinic } from './reserve-clinic.ts'

export interface Onboarding {
  /** `begun` now, `unfinished` from an earlier attempt, or `unchanged`: it was onboarded from this very manifest. */
  readonly verdict: 'begun' | 'unfinished' | 'unchanged'
  readonly operationId: string
}

/**
 * Reserves a clinic's place; `runOperation` does the rest. Declaring the same clinic again finds the operation that is
 * there, so that a command may simply be repeated.
 */
export async function onboardClinic(
  provisioner: Provisioner,
  actor: Actor,
  manifest: ClinicManifest,
): Promise<Onboarding> {
  authorise(actor, 'clinic.onboard')
  checkStaffing(provisioner, manifest)
  const known = await findKnown(provisioner, manifest)
  if (known) return takeUp(provisioner, known, manifest)
  try {
    const operationId = await reserveClinic(provisioner, manifest, manifestFingerprint(manifest))
    return { verdict: 'begun', operationId }
  } catch (error) {
    // another process may have declared the very same clinic since we looked
    const now = isRefusal(error, 'already-exists') && (await findKnown(provisioner, manifest))
    if (now) return takeUp(provisioner, now, manifest)
    throw error
  }
}

/** What declaring the clinic would do, without doing it. @throws Refusal as `onboardClinic` */
export async function judgeOnboarding(
  provisioner: Provisioner,
  actor: Actor,
  manifest: ClinicManifest,
): Promise<'would onboard' | 'would resume' | 'unchanged'> {
  authorise(actor, 'clinic.onboard')
  checkStaffing(provisioner, manifest)
  const known = await findKnown(provisioner, manifest)
  if (!known) return 'would onboard'
  const { verdict } = await takeUp(provisioner, known, manifest)
  return verdict === 'unfinished' ? 'would resume' : 'unchanged'
}

function findKnown({ database }: Provisioner, manifest: ClinicManifest): Promise<ClinicRow | undefined> {
  return manifest.source
    ? findClinicBySource(database, manifest.source)
    : findClinicBySlug(database, manifest.slug)
}

async function takeUp(
  { database }: Provisioner,
  known: ClinicRow,
  manifest: ClinicManifest,
): Promise<Onboarding> {
  if (known.sourceFingerprint !== manifestFingerprint(manifest)) {
    throw new Refusal(
      'already-exists',
      { field: 'slug' },
      `The slug ${known.slug} belongs to ${known.name}, which was declared differently: choose another slug, or edit that clinic.`,
    )
  }
  const unfinished = await findUnfinished(database, known.id)
  if (unfinished) return { verdict: 'unfinished', operationId: unfinished.id }
  const latest = await findLatest(database, known.id)
  return { verdict: 'unchanged', operationId: latest?.id ?? '' }
}

/** Refuses a manifest whose staffing does not hold together. */
export function checkStaffing({ founder, templates }: Provisioner, manifest: ClinicManifest): void {
  const faults = founder.check(chooseStaffing(manifest, templates))
  if (faults.length === 0) return
  throw new Refusal('invalid-request', {
    issues: faults.map((message) => ({ pointer: '/staffing', message })),
  })
}
