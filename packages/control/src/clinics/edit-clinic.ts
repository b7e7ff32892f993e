import { type ClinicEdit, type ClinicState, type RegisteredClinic, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { hintRelay } from '../relay/index.ts'
import { registeredDocument } from './clinic-documents.ts'
import { type ContactFacts, updateClinic } from './clinic-queries.ts'
import type { ClinicRow } from './clinic-row.ts'
import { findUnfinished } from './operation-queries.ts'
import { requireClinic } from './show-registered-clinic.ts'

/** From which states an operator may put a clinic into which. */
const moves: Partial<Record<ClinicState, readonly ClinicState[]>> = {
  active: ['active', 'suspended', 'archived'],
  suspended: ['suspended', 'active', 'archived'],
  archived: ['archived', 'active'],
}

/**
 * Changes contact facts, suspends or resumes. An archived clinic resumes as `active`.
 * @param seenVersion the version the operator saw; undefined for a command that says what it wants whatever was there
 */
export async function editClinic(
  control: ControlPlane,
  actor: Actor,
  slug: string,
  edit: ClinicEdit,
  seenVersion: number | undefined,
): Promise<RegisteredClinic> {
  authorise(actor, 'clinic.edit')
  return changeClinic(control, slug, edit, seenVersion)
}

/** Nobody reaches an archived clinic any more; nothing of it is deleted. */
export async function archiveClinic(
  control: ControlPlane,
  actor: Actor,
  slug: string,
  seenVersion: number | undefined,
): Promise<RegisteredClinic> {
  authorise(actor, 'clinic.archive')
  return changeClinic(control, slug, { state: 'archived' }, seenVersion)
}

type Change = Omit<ClinicEdit, 'state'> & { state?: ClinicState | undefined }

async function changeClinic(
  control: ControlPlane,
  slug: string,
  change: Change,
  seenVersion: number | undefined,
): Promise<RegisteredClinic> {
  const row = await requireClinic(control, slug)
  if (seenVersion !== undefined && seenVersion !== row.version) throw movedOn(row)
  const unfinished = await findUnfinished(control.database, row.id)
  const state = change.state ?? row.state
  if (state !== row.state) {
    if (unfinished) throw new Refusal('operation-running', { operation: unfinished.id })
    if (!moves[row.state]?.includes(state)) throw new Refusal('transition-not-allowed', { state: row.state })
  }
  const changed = await updateClinic(control.database, row, { ...factsAfter(row, change), state })
  // while it was archived nobody carried over what was left there
  if (changed && state === 'active') await hintRelay(control.database, row.id)
  if (!changed) throw movedOn(await requireClinic(control, slug))
  return registeredDocument(changed, unfinished)
}

function factsAfter(row: ClinicRow, change: Change): ContactFacts {
  const { address, phone, position } = registeredDocument(row)
  return {
    name: change.name ?? row.name,
    address: change.address === undefined ? (address ?? null) : change.address,
    phone: change.phone === undefined ? (phone ?? null) : change.phone,
    position: change.position === undefined ? (position ?? null) : change.position,
  }
}

const movedOn = (row: ClinicRow): Refusal =>
  new Refusal('version-mismatch', { current: registeredDocument(row) }, 'The clinic was changed meanwhile.')
