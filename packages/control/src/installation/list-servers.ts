import type { RegisteredServer } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findServers } from './fleet-queries.ts'

/** The servers of the fleet with their room, by name. */
export async function listServers({ database }: ControlPlane, actor: Actor): Promise<RegisteredServer[]> {
  authorise(actor, 'operator.read')
  return findServers(database)
}
