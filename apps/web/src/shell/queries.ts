import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isProblem, NoConnection, ProblemError } from '../api/index.ts'
import { learn, readSession, watchSession } from '../session/index.ts'

/** A refusal is an answer: only what may pass is asked again, twice. */
const mayPass = (error: unknown): boolean =>
  error instanceof NoConnection || (error instanceof ProblemError && error.problem.status >= 502)

/** A role may end while its pages are open: who is refused finds out, once for all the answers that page wants. */
const askedAgain = 5_000 // milliseconds
let lastAsked = -Infinity
function heedRefusal(error: unknown): void {
  if (!isProblem(error, 'not-allowed') || performance.now() - lastAsked < askedAgain) return
  lastAsked = performance.now()
  void learn()
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: heedRefusal }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && mayPass(error),
      // an answer that cannot be had now is shown as such, not waited for behind a spinner
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** Whoever was here last: a session may end by itself, and another tab may have signed out. */
let whose: string | undefined
watchSession(() => {
  const session = readSession()
  if (session.state !== 'signed-in') return
  const { accountId } = session.me
  // answers are one person's: nobody who comes after is shown them
  if (whose !== undefined && whose !== accountId) queries.clear()
  whose = accountId
})
