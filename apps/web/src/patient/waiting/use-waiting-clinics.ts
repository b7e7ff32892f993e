import { useQueries } from '@tanstack/react-query'
import { call, keyOf, useAsk } from '../../api/index.ts'
import type { Person } from '../own/people.tsx'

export interface NamedClinic {
  readonly slug: string
  readonly name: string
}

/**
 * Where I and mine wait, where one may wait besides: at the clinics of my visits, and at the one this address names. Each
 * is then asked for itself, so that what is offered there is shown as it comes.
 */
export function useWaitingClinics(people: readonly Person[], named: string | undefined) {
  const upcoming = useAsk('listOwnAppointments', { query: { when: 'upcoming', limit: 100 } })
  const past = useAsk('listOwnAppointments', { query: { when: 'past', limit: 100 } })
  const waits = useQueries({
    queries: people.map(({ dependent }) => {
      const input = { query: dependent ? { dependent } : {} }
      return {
        queryKey: keyOf('listOwnWaitlist', input),
        queryFn: ({ signal }: { signal: AbortSignal }) => call('listOwnWaitlist', { ...input, signal }),
        // the clinics asked for themselves tell what changes; this tells which they are
        staleTime: 60_000,
      }
    }),
  })
  const found = [
    ...waits.flatMap(({ data }) => data?.body.items ?? []),
    ...[upcoming, past].flatMap(({ data }) => data?.body.items ?? []),
  ]
  const missing = waits.flatMap(({ data }) => data?.body.missing ?? [])
  const names = new Map(found.map(({ clinic: { slug, name } }) => [slug, name]))
  const slugs = new Set([...(named ? [named] : []), ...names.keys(), ...missing])
  return {
    clinics: [...slugs].map((slug): NamedClinic => ({ slug, name: names.get(slug) ?? slug })),
    isKnown: !upcoming.isPending && !past.isPending && !waits.some(({ isPending }) => isPending),
  }
}
