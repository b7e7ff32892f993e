import type { Overlap } from '@polyclinic/contract'
import { type Actor, authorise, mayActFor } from '@polyclinic/guard'
import { Gathering } from '@polyclinic/postgres'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { overlapDocument } from './find-overlaps.ts'
import { findHeardOf, type HeardRow } from './own-appointment-queries.ts'

/** What takes patients' time from now on, at all clinics, as it was last heard of: asked beside every booking. */
export class TakenTimes {
  readonly #control: ControlPlane
  readonly #rows: Gathering<HeardRow[]>

  constructor(control: ControlPlane) {
    this.#control = control
    this.#rows = new Gathering(async (patientIds) =>
      Map.groupBy(await findHeardOf(control.database, patientIds), ({ patientId }) => patientId),
    )
  }

  /** Undefined for whoever is neither that patient nor their guardian: no desk learns where else somebody goes. */
  async of(actor: Actor, patientId: string): Promise<Overlap[] | undefined> {
    const standing = authorise(actor, 'appointment.list-own')
    if (!(await mayActFor(actor, standing, patientId))) return undefined
    return ((await this.#rows.of(patientId)) ?? []).map(overlapDocument)
  }

  /** To be done before any of them is told. */
  async record(actor: Actor, patientId: string, ids: readonly string[]): Promise<void> {
    const standing = authorise(actor, 'appointment.list-own')
    const objects = ids.map((id) => ({ type: 'appointment', id, patientId }))
    await recordAccess(this.#control, actor, standing, {
      kind: 'read',
      purpose: 'appointment.list-own',
      objects,
    })
  }
}
