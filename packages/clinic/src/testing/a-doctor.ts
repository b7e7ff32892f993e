import type { Actor } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import type { Clinic } from '../clinic.ts'
import { Doctor } from '../entities/index.ts'

/** The doctor of that name, signed in. */
export const aDoctor = (clinic: Clinic, doctorId: string): Actor => ({
  kind: 'account',
  accountId: newId(),
  operator: false,
  memberships: [{ clinicId: clinic.id, role: 'doctor', doctorId }],
})

export async function doctorNamed(clinic: Clinic, name: string): Promise<string> {
  const { id } = await clinic.unitOfWork().findOneOrFail(Doctor, { name })
  return id
}
