import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { callReleasing } from './hold-queries.ts'
import { withOwnHold } from './own-hold.ts'

/** Gives a held time back: it is free again at once. */
export async function releaseHold(clinic: Clinic, actor: Actor, id: string): Promise<void> {
  const standing = authorise(actor, 'appointment.book', clinic)
  await withOwnHold(clinic, actor, standing, id, callReleasing)
}
