import { confirmIdentity } from '../profile/index.ts'
import { checkStaffing } from './check-staffing.ts'
import { foundClinic } from './found-clinic.ts'

/** What provisioning is handed, so that it need not know the clinic's inside. */
export const clinicFounder = { check: checkStaffing, found: foundClinic, confirmIdentity } as const
