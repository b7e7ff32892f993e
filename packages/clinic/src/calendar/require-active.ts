import { Refusal } from '@polyclinic/contract'
import type { Change } from '../editing/index.ts'
import { Doctor } from '../entities/index.ts'

/** A doctor who is not active has no calendar; the database refuses it too. */
export async function requireActive({ work }: Change, doctor: string): Promise<void> {
  if ((await work.count(Doctor, { id: doctor, active: true })) > 0) return
  const sentence = 'This doctor is inactive: make them active first.'
  throw new Refusal('transition-not-allowed', { state: 'inactive' }, sentence)
}
