import { type OpenDatabase, openDatabase } from '@polyclinic/postgres'

/** Opens a test database with the rights of one role. */
export function openAs(url: string, role: 'polyclinic_owner' | 'polyclinic_clinic_app'): OpenDatabase {
  const as = new URL(url)
  as.searchParams.set('options', `-c role=${role}`)
  return openDatabase({ connectionString: as.href, applicationName: 'test', max: 12 })
}
