import type { Me } from '@polyclinic/contract'
import { useSyncExternalStore } from 'react'
import { readSession, type Session, watchSession } from './session.ts'

/** Who sits before this browser, followed. */
export const useSession = (): Session => useSyncExternalStore(watchSession, readSession)

/** The account that is signed in; undefined while nobody is, or nobody knows yet. */
export function useMe(): Me | undefined {
  const session = useSession()
  return session.state === 'signed-in' ? session.me : undefined
}
