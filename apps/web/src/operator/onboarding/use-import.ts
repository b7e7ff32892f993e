import type { ClinicManifestInput, JudgedRow } from '@polyclinic/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call, isProblem, keyOf, ProblemError, useAsk } from '../../api/index.ts'
import { inParts } from './in-parts.ts'

export type RowState = JudgedRow['verdict'] | 'waiting' | 'running' | 'updated' | 'done' | 'failed'
export interface ListRow {
  readonly line: number
  readonly state: RowState
  readonly reason?: string | undefined
  /** The line that names the same clinic before it */
  readonly twinOf?: number | undefined
  readonly warnings: readonly string[]
  readonly manifest?: JudgedRow['manifest']
  /** By which its end is known */
  readonly operation?: string | undefined
}

/** So many clinics at a time: each copies a database. */
const atOnce = 4

export const wouldDo: ReadonlySet<RowState> = new Set<RowState>([
  'would onboard',
  'would resume',
  'would update',
])

/** A list on its way: judged in parts, then brought in row by row. */
export function useImport() {
  const queries = useQueryClient()
  const [rows, setRows] = useState<readonly ListRow[]>()
  const [reading, setReading] = useState<{ done: number; of: number }>()
  const [error, setError] = useState<unknown>()
  const [bringing, setBringing] = useState(false)
  const stopped = useRef(false)
  /** Counts the lists, so that of one that was put away nothing comes back */
  const nthList = useRef(0)
  useEndings(rows, setRows)

  const put = (line: number, change: Partial<ListRow>) =>
    setRows((all) => all?.map((row) => (row.line === line ? { ...row, ...change } : row)))

  const judge = async (csv: string, template: string) => {
    const nth = ++nthList.current
    const isPutAway = () => nthList.current !== nth
    const parts = inParts(csv)
    const judged: ListRow[] = []
    setError(undefined)
    setRows(undefined)
    try {
      for (const [done, part] of parts.entries()) {
        setReading({ done, of: parts.length })
        const { body } = await call('judgeList', { body: { csv: part.csv, template } })
        if (isPutAway()) return
        for (const { verdict, ...row } of body.rows) {
          judged.push({ ...row, state: verdict, line: row.line + part.lineOffset })
        }
      }
      setRows(withoutTwins(judged))
    } catch (refused) {
      if (!isPutAway()) setError(refused)
    } finally {
      if (!isPutAway()) setReading(undefined)
    }
  }

  const bringOne = async ({ line, manifest }: ListRow) => {
    put(line, { state: 'running' })
    try {
      const { body } = await call('importClinic', { body: manifest as ClinicManifestInput })
      const { verdict, operation } = body
      const settled = verdict === 'unchanged' || verdict === 'updated' ? verdict : undefined
      put(line, settled ? { state: settled } : { operation: operation?.id })
    } catch (refused) {
      const reason = refused instanceof ProblemError ? refused.problem.detail : String(refused)
      put(line, { state: 'failed', reason })
      // the service is away: the others would fail alike
      if (!isProblem(refused, 'invalid-request', 'already-exists')) stopped.current = true
    }
  }

  const bring = async () => {
    stopped.current = false
    setBringing(true)
    const waiting = (rows ?? []).filter(({ state }) => wouldDo.has(state))
    const lane = async () => {
      for (let next = waiting.shift(); next && !stopped.current; next = waiting.shift()) await bringOne(next)
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    setBringing(false)
    await queries.invalidateQueries({ queryKey: keyOf('listRegisteredClinics') })
  }

  /** What was judged is of another list; of one that is being brought in it is told to its end. */
  const forget = () => {
    if (bringing) return
    nthList.current++
    setReading(undefined)
    setRows(undefined)
    setError(undefined)
  }

  return { rows, reading, error, bringing, judge, bring, forget, stop: () => void (stopped.current = true) }
}

/** A part knows nothing of the others: what the list says twice is found here, where all of it is. */
function withoutTwins(rows: readonly ListRow[]): ListRow[] {
  const first = new Map<string, number>()
  return rows.map((row) => {
    const slug = row.manifest?.slug
    if (slug === undefined || row.state === 'refused') return row
    const twinOf = first.get(slug)
    if (twinOf !== undefined) return { ...row, state: 'refused', twinOf }
    first.set(slug, row.line)
    return row
  })
}

/** Learns from the newest operations, which are told of live, how those of the rows ended. */
function useEndings(
  rows: readonly ListRow[] | undefined,
  setRows: (change: (rows: readonly ListRow[] | undefined) => readonly ListRow[] | undefined) => void,
): void {
  const open = rows?.some(({ state, operation }) => state === 'running' && operation) ?? false
  const operations = useAsk(
    'listOperations',
    { query: { limit: 500 } },
    // where live hints do not come through, it is asked for now and then
    { enabled: open, refetchInterval: 15_000 },
  )
  const items = operations.data?.body.items
  useEffect(() => {
    if (!open || !items) return
    const byId = new Map(items.map((each) => [each.id, each]))
    setRows((all) =>
      all?.map((row) => {
        const ended = row.state === 'running' && row.operation ? byId.get(row.operation) : undefined
        if (ended?.state === 'succeeded') return { ...row, state: 'done' }
        return ended?.state === 'failed' ? { ...row, state: 'failed', reason: ended.error } : row
      }),
    )
  }, [open, items, setRows])
}
