import { decodeCursor, pageOf } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findSetAside, type SetAsideRow } from './set-aside-queries.ts'

/** An event that could not be carried over. It has had no effects until somebody retries it. */
export interface SetAsideEvent {
  readonly id: string
  /** Slug */
  readonly clinic: string
  /** As in the appointment's history */
  readonly type: string
  /** Of an appointment's event */
  readonly appointmentId?: string
  /** A code: of the database, or the kind of error */
  readonly reason: string
  /** ISO 8601 */
  readonly setAsideAt: string
}

/** Events that could not be carried over, in the order in which they happened. */
export async function listSetAside(
  control: ControlPlane,
  actor: Actor,
  search: { limit: number; cursor?: string | undefined },
): Promise<{ items: SetAsideEvent[]; next?: string }> {
  authorise(actor, 'operator.read')
  const after = decodeCursor(search.cursor, 1)?.[0]
  const rows = await findSetAside(control.database, { after, limit: search.limit })
  return pageOf(rows, search.limit, document, (row) => [row.id])
}

const document = ({ appointmentId, setAsideAt, ...row }: SetAsideRow): SetAsideEvent => ({
  ...row,
  ...(appointmentId !== null && { appointmentId }),
  setAsideAt: setAsideAt.toISOString(),
})
