import type { AppointmentEvent } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../session/index.ts'
import { useActorName } from '../here/use-actor-name.ts'

/** Tells who did something: oneself, a colleague by their address where one may see it, or else on whose side. */
export function useWho(): (event: AppointmentEvent) => string {
  const { t } = useTranslation('day')
  const nameOf = useActorName()
  const me = useMe()
  return ({ actor, by }) => {
    if (me && actor === `account:${me.accountId}`) return t('by.you')
    return (by === 'desk' && actor && nameOf(actor)) || t(`by.${by}`)
  }
}
