import { registerAtDesk } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import { inParallel } from '../../clinics/in-parallel.ts'
import type { Person, ProvenService } from '../service/open-service.ts'

/** Patients with an address, registered at the clinic's desk; a token stands for each though none has a login. */
export async function makePatients(service: ProvenService, many: number): Promise<Person[]> {
  const { clinicId, control } = service
  const desk: Actor = {
    kind: 'account',
    accountId: newId(),
    operator: false,
    memberships: [{ clinicId, role: 'staff' }],
  }
  const people: Person[] = []
  const numbers = Array.from({ length: many }, (_, nth) => nth)
  await inParallel(numbers, 8, new AbortController().signal, async (nth) => {
    const { patientId } = await registerAtDesk(
      control,
      desk,
      { id: clinicId },
      { name: `Patient ${nth}`, email: `patient-${nth}@people.test`, consent: true },
      { idempotencyKey: `patient-${nth}`, fingerprint: nth.toString(16).padStart(64, '0') },
    )
    people.push({ role: 'patient', accountId: newId(), patientId })
  })
  await service.inClinic((client) =>
    client.query(
      'insert into known_patient (patient_id, consented_at) select p, now() from unnest($1::uuid[]) as p',
      [people.map(({ patientId }) => patientId)],
    ),
  )
  return people
}
