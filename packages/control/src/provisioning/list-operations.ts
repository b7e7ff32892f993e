import { type ClinicOperation, decodeCursor, pageOf, Refusal, timeKeys } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { findAllUnfinished, findOperation, findOperations } from '../clinics/operation-queries.ts'
import type { ControlPlane } from '../control-plane.ts'
import { operationDocument } from './operation-progress.ts'

/** Operations on clinics, newest first. */
export async function listOperations(
  control: ControlPlane,
  actor: Actor,
  search: { state?: ClinicOperation['state'] | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: ClinicOperation[]; next?: string }> {
  authorise(actor, 'operator.read')
  const after = decodeCursor(search.cursor, timeKeys)
  const rows = await findOperations(control.database, { ...search, after })
  return pageOf(rows, search.limit, operationDocument, (row) => [row.startedAt.toISOString(), row.id])
}

export async function showOperation(
  control: ControlPlane,
  actor: Actor,
  id: string,
): Promise<ClinicOperation> {
  authorise(actor, 'operator.read')
  const row = await findOperation(control.database, id)
  if (!row) throw new Refusal('not-found', {}, 'There is no such operation.')
  return operationDocument(row)
}

/** Ids of the operations that wait to be carried on, oldest first. */
export async function unfinishedOperations(control: ControlPlane, actor: Actor): Promise<string[]> {
  authorise(actor, 'operator.read')
  return (await findAllUnfinished(control.database)).map(({ id }) => id)
}
