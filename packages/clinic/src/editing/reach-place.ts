import { Refusal } from '@polyclinic/contract'
import type { Standing } from '@polyclinic/guard'
import { Doctor } from '../entities/index.ts'
import type { Reading } from './carry-out.ts'

/** Refuses a doctor who is not there, and to a doctor any other: both alike. */
export async function reachPlace({ work }: Reading, standing: Standing, place: object): Promise<void> {
  if (!('doctor' in place)) return
  const id = place.doctor as string
  const mayReach = standing.atDesk || standing.doctorId === id
  if (mayReach && (await work.count(Doctor, { id })) > 0) return
  throw new Refusal('not-found', {}, 'There is no such doctor.')
}
