import { QueryClient } from '@tanstack/react-query'
import { NoConnection, ProblemError } from '../api/index.ts'

/** A refusal is an answer: only what may pass is asked again, twice. */
const mayPass = (error: unknown): boolean =>
  error instanceof NoConnection || (error instanceof ProblemError && error.problem.status >= 502)

export const queries = new QueryClient({
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
