import { useAsk } from '../../api/index.ts'
import { useClinic } from '../here/use-clinic.ts'

/** The admin may book beyond the rules, and staff where the clinic's policy says so. */
export function useMayOverride(): boolean {
  const { clinic, roles } = useClinic()
  const policy = useAsk('showPolicy', { clinic }, { staleTime: 300_000 })
  return roles.includes('clinic_admin') || policy.data?.body.overrideBy === 'staff'
}
