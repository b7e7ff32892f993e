import type { Me } from '@polyclinic/contract'
import { useState } from 'react'
import { useAsk } from '../../api/index.ts'
import { keep, kept as keptHere } from '../../storage/index.ts'

const keyFor = ({ accountId }: Me): string => `polyclinic:waiting:${accountId}`

function remembered(me: Me): readonly string[] {
  try {
    const kept: unknown = JSON.parse(keptHere(keyFor(me)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((slug) => typeof slug === 'string') : []
  } catch {
    return []
  }
}

export interface NamedClinic {
  readonly slug: string
  readonly name: string
}

/**
 * Where I may be waiting. Each clinic is asked for itself, so these are the clinics of my visits, the one this address
 * names, and those where I began to wait in this browser.
 */
export function useWaitingClinics(me: Me, named: string | undefined) {
  const upcoming = useAsk('listOwnAppointments', { query: { when: 'upcoming', limit: 100 } })
  const past = useAsk('listOwnAppointments', { query: { when: 'past', limit: 100 } })
  const [kept, setKept] = useState(() => remembered(me))
  const remember = (slug: string) => {
    const all = [...new Set([...kept, slug])]
    setKept(all)
    keep(keyFor(me), JSON.stringify(all))
  }

  const visited = [upcoming, past].flatMap(({ data }) => data?.body.items ?? []).map(({ clinic }) => clinic)
  const names = new Map(visited.map(({ slug, name }) => [slug, name]))
  const slugs = new Set([...(named ? [named] : []), ...kept, ...names.keys()])
  return {
    clinics: [...slugs].map((slug) => ({ slug, name: names.get(slug) ?? slug })),
    isKnown: !upcoming.isPending && !past.isPending,
    remember,
  }
}
