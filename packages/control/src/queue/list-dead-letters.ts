import { decodeCursor, pageOf } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { type DeadLetterRow, findDeadLetters } from './queue-queries.ts'

/** A job that was given up. It stays until somebody retries or drops it, or a new job takes its key. */
export interface DeadLetter {
  readonly id: string
  readonly task: string
  /** Ids */
  readonly payload: unknown
  /** Slug, where the payload names a clinic */
  readonly clinic?: string
  readonly attempts: number
  /** What the last attempt failed with */
  readonly error?: string
  /** ISO 8601 */
  readonly queuedAt: string
}

/** Jobs that were given up, oldest first. */
export async function listDeadLetters(
  control: ControlPlane,
  actor: Actor,
  search: { limit: number; cursor?: string | undefined },
): Promise<{ items: DeadLetter[]; next?: string }> {
  authorise(actor, 'operator.read')
  const after = decodeCursor(search.cursor, 1)?.[0]
  const rows = await findDeadLetters(control.database, { after, limit: search.limit })
  return pageOf(rows, search.limit, deadLetter, (row) => [row.id])
}

const deadLetter = ({ clinic, error, queuedAt, ...row }: DeadLetterRow): DeadLetter => ({
  ...row,
  ...(clinic !== null && { clinic }),
  ...(error !== null && { error }),
  queuedAt: queuedAt.toISOString(),
})
