import type { ClinicState } from '@polyclinic/contract'

/** Those that clinics can be in for longer than a moment. */
export const clinicStates = [
  'provisioning',
  'active',
  'suspended',
  'archived',
] as const satisfies readonly ClinicState[]
