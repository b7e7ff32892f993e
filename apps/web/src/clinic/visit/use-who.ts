import type { AppointmentEvent } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { useMe } from '../../session/index.ts'
import { useClinic } from '../here/use-clinic.ts'

/** Tells who did something: oneself, a colleague by their address where one may see it, or else on whose side. */
export function useWho(): (event: AppointmentEvent) => string {
  const { t } = useTranslation('day')
  const { clinic, roles } = useClinic()
  const me = useMe()
  const mayKnow = roles.includes('clinic_admin')
  const members = useAsk('listMembers', { clinic }, { enabled: mayKnow, staleTime: 60_000 }).data?.body.items
  return ({ actor, by }) => {
    const account = actor?.replace('account:', '')
    if (account && account === me?.accountId) return t('by.you')
    const colleague = by === 'desk' ? members?.find((member) => member.account === account) : undefined
    return colleague?.email ?? t(`by.${by}`)
  }
}
