import type { Issue } from '@polyclinic/contract'
import { isStorable } from './unstorable-text.ts'

const nothing: Readonly<Record<string, string>> = Object.freeze({})

/** Reads the parameters of a query; adds an issue for one that is given twice or is not text. */
export function readQuery(search: string, issues: Issue[]): Readonly<Record<string, string>> {
  if (search === '') return nothing
  const query: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in query) issues.push({ pointer: shown(name), message: 'is given twice' })
    else if (!isStorable(value)) issues.push({ pointer: shown(name), message: 'is not text' })
    query[name] = value
  }
  return query
}

const shown = (name: string): string => (/^\w{1,64}$/.test(name) ? name : '')
