import { join } from 'node:path'
import { appointmentPlaces } from '@polyclinic/clinic'
import { cardPlaces, keyRingFile, type PersonalSeal, Vault } from '@polyclinic/guard'
import { ask, fleetFacts } from './fleet-facts.ts'
import type { PrivateServer } from './private-server.ts'

const patientPlaces = ['name', 'email', 'phone', 'birth_date']

/**
 * What somebody with the key ring and all databases can read of a patient: every key of theirs that is anywhere, tried on
 * every sealed value of theirs that is anywhere.
 */
export async function openEverything(server: PrivateServer, patientId: string): Promise<string[]> {
  const vault = new Vault(keyRingFile(join(server.data, 'keys.json')))
  const { clinics } = await fleetFacts(server.adminUrl)
  const seals: PersonalSeal[] = []
  const sealed: { value: Buffer; place: string }[] = []
  const keep = (value: unknown, place: string) => {
    if (Buffer.isBuffer(value)) sealed.push({ value, place })
  }
  const unwrap = (key: unknown) => {
    if (Buffer.isBuffer(key)) seals.push(vault.unwrap(key, patientId))
  }
  await ask(server.adminUrl, 'polyclinic_control', async (query) => {
    const [row] = await query(
      'select p.*, k.wrapped_key from patient p left join patient_key k on k.patient_id = p.id where p.id = $1',
      [patientId],
    )
    unwrap(row?.['wrapped_key'])
    for (const place of patientPlaces) keep(row?.[`sealed_${place}`], `patient.${place}`)
  })
  for (const { databaseName } of clinics) {
    await ask(server.adminUrl, databaseName, async (query) => {
      const [card] = await query('select * from known_patient where patient_id = $1', [patientId])
      unwrap(card?.['wrapped_key'])
      keep(card?.['sealed_name'], cardPlaces.name)
      keep(card?.['sealed_contact'], cardPlaces.contact)
      for (const row of await query('select * from appointment where patient_id = $1', [patientId])) {
        keep(row['sealed_reason'], appointmentPlaces.reason)
        keep(row['sealed_cancel_reason'], appointmentPlaces.cancelReason)
      }
      const replies = await query<{ reason: string | null }>(
        `select reply ->> 'sealedReason' as reason from idempotency_key where reply ->> 'patientId' = $1`,
        [patientId],
      )
      for (const { reason } of replies) {
        if (reason) keep(Buffer.from(reason, 'base64'), appointmentPlaces.reason)
      }
    })
  }
  return sealed
    .flatMap(({ value, place }) => seals.flatMap((seal) => tryOpening(seal, value, place)))
    .toSorted()
}

function tryOpening(seal: PersonalSeal, value: Buffer, place: string): string[] {
  try {
    return [seal.open(value, place)]
  } catch {
    return []
  }
}
