import type { TestClinic } from './open-test-clinic.ts'

/** Blocks or erases a patient in the clinic's own rows, without the verbs that would do it. */
export async function setState(
  clinic: Pick<TestClinic, 'owner'>,
  patientId: string,
  state: string,
): Promise<void> {
  const emptied =
    state === 'erased'
      ? ', sealed_name = null, sealed_contact = null, wrapped_key = null, sealed_block_reason = null'
      : ''
  await clinic.owner.query(`update known_patient set state = $1 ${emptied} where patient_id = $2`, [
    state,
    patientId,
  ])
}
