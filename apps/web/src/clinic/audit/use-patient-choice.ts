import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useAsk } from '../../api/index.ts'
import { useHere } from '../office/index.ts'

/** A patient to be found by a part of the name; those that were found before keep their names. */
export function usePatientChoice() {
  const [chosen, choose] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search.trim(), 200)
  const found = useAsk(
    'listKnownPatients',
    { clinic: useHere(), query: { search: settled, limit: 20 } },
    { enabled: settled.length > 1, keep: true },
  )
  const [names] = useState(() => new Map<string, string>())
  const items = found.data?.body.items ?? []
  for (const { id, name } of items) if (name) names.set(id, name)
  const choices = [
    ...items.map(({ id, name, localNumber }) => ({ value: id, label: `${name ?? ''} (${localNumber})` })),
    ...(chosen && !items.some(({ id }) => id === chosen)
      ? [{ value: chosen, label: names.get(chosen) ?? chosen }]
      : []),
  ]
  return { chosen, choose, search, setSearch, choices, nameOf: (id: string) => names.get(id) }
}
