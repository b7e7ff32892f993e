import type { ClinicState } from '@polyclinic/contract'

/** In whatever state there is a database that may hold something of patients. */
export const everyClinic: readonly ClinicState[] = [
  'provisioning',
  'active',
  'suspended',
  'moving',
  'restoring',
  'archived',
]
