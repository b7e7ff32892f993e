import type { SessionTokens } from '@polyclinic/contract'
import { useState } from 'react'
import { isProblem } from '../api/index.ts'
import type { StepProps } from './sign-in-form.tsx'

/** One attempt at a time: what it was refused for, whether it is under way, and on to the second factor where asked. */
export function useAttempt({ go, finish }: StepProps) {
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<SessionTokens | undefined>) => {
    setBusy(true)
    setError(undefined)
    try {
      const tokens = await work()
      if (tokens) await finish(tokens)
    } catch (problem) {
      if (isProblem(problem, 'second-factor-required')) {
        go({ at: 'factor', challenge: String(problem.problem['challenge']) })
      } else setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return { error, busy, attempt }
}
