import { useEffect, useRef } from 'react'
import { useMe } from '../session/index.ts'
import { queries } from './queries.ts'

/**
 * What was answered to one person goes with them: when they sign out, here or in another tab, when their session ends,
 * when somebody else signs in. Runs once their pages are gone from the screen, so that nothing is asked for those again.
 */
export function useForgottenAnswers(): void {
  const who = useMe()?.accountId
  const former = useRef(who)
  useEffect(() => {
    const left = former.current !== undefined && former.current !== who
    former.current = who
    if (!left) return
    queries.getMutationCache().clear()
    queries.removeQueries({ type: 'inactive' })
    // what is still shown is public, and follows on as nobody's
    void queries.resetQueries({ type: 'active' })
  }, [who])
}
