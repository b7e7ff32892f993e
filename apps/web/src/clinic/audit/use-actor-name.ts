import { useAsk } from '../../api/index.ts'
import { useHere } from '../office/index.ts'

/** By whose address a member goes who did something; nothing for everybody else, who stays an identifier. */
export function useActorName(): (actor: string) => string | undefined {
  const { data } = useAsk('listMembers', { clinic: useHere() }, { staleTime: 60_000 })
  return (actor) => data?.body.items.find(({ account }) => actor === `account:${account}`)?.email
}
