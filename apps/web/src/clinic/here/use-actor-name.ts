import { useAsk } from '../../api/index.ts'
import { useClinic } from './use-clinic.ts'

/**
 * By whose address a member goes who did something; nothing for everybody else, who stays an identifier, and for all to
 * who may not see the members.
 * @returns asks for an actor as events and the log name one: `account:` and its identifier
 */
export function useActorName(): (actor: string) => string | undefined {
  const { clinic, roles } = useClinic()
  const enabled = roles.includes('clinic_admin')
  const { data } = useAsk('listMembers', { clinic }, { enabled, staleTime: 60_000 })
  return (actor) => data?.body.items.find(({ account }) => actor === `account:${account}`)?.email
}
