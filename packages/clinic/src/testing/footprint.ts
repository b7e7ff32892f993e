import type { TestClinic } from './open-test-clinic.ts'

const tables = [
  'slot',
  'doctor_time',
  'appointment',
  'appointment_slot',
  'appointment_event',
  'idempotency_key',
  'known_patient',
  'waitlist_entry',
  'waitlist_pass',
  'booking_request',
]

/** All that a booking could have changed, each table by a digest of its rows: two that are equal say "nothing did". */
export async function footprint(clinic: TestClinic): Promise<Record<string, string>> {
  const each = tables.map(
    (
      name,
    ) => `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '')
      as rows from ${name} t`,
  )
  const { rows } = await clinic.owner.query<{ name: string; rows: string }>(each.join(' union all '))
  return Object.fromEntries(rows.map(({ name, rows: digest }) => [name, digest]))
}
