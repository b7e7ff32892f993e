import type { OpenDatabase } from '@polyclinic/postgres'
import { openTestDatabase } from '@polyclinic/postgres/testing'

/** Opens a test database with the rights of one role. */
export function openAs(url: string, role: 'polyclinic_owner' | 'polyclinic_clinic_app'): OpenDatabase {
  const as = new URL(url)
  as.searchParams.set('options', `-c role=${role}`)
  return openTestDatabase(as.href, { max: 12 })
}
