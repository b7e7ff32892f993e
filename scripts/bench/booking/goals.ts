import { round } from '../timed.ts'
import type { Reading } from './drive-load.ts'
import type { SeriesName } from './series.ts'

interface Goal {
  readonly name: string
  readonly goal: string
  readonly of: SeriesName
  readonly limit: SeriesName
  /** Bookings or refusals per second, or the time within which 99 of 100 are answered */
  readonly by: 'perSecond' | 'p99'
  readonly met: (ratio: number) => boolean
}

const perSecond = (name: string, of: SeriesName, limit: SeriesName, least: number): Goal => ({
  name,
  goal: `≥ ${least}`,
  of,
  limit,
  by: 'perSecond',
  met: (ratio) => ratio >= least,
})

/** The goals of the booking, each a ratio of two series of one run. */
const goals: readonly Goal[] = [
  perSecond('32 connections, full stack ÷ the bare statement', 'stack32', 'statement32', 0.95),
  perSecond('the same, one booking a statement', 'uncoalesced32', 'statement32', 0.57),
  perSecond('128 connections, full stack ÷ the bare statement', 'stack128', 'statement128', 1.4),
  {
    name: 'p99 of a lone client ÷ p99 of the bare statement',
    goal: '≤ 3',
    of: 'stack1',
    limit: 'statement1',
    by: 'p99',
    met: (ratio) => ratio <= 3,
  },
  perSecond('32 connections, full stack ÷ the bare framework', 'stack32', 'bare32', 0.88),
  perSecond('128 connections, full stack ÷ the bare framework', 'stack128', 'bare128', 0.88),
  perSecond('our schema ÷ the bare tables', 'statement32', 'bareTables32', 0.7),
  perSecond('hot group slot, 100 callers ÷ 1 caller', 'hot100', 'hot1', 0.9),
  perSecond('refusals of a sold-out slot ÷ bookings, 128 connections', 'refusals128', 'stack128', 2),
  perSecond('any doctor, 100 callers ÷ uncontended bookings', 'any100', 'stack100', 0.8),
  perSecond('remembered token ÷ no authentication', 'authenticated128', 'bare128', 0.95),
]

export interface Verdict {
  readonly name: string
  readonly goal: string
  readonly ratio: number
  readonly measured: number
  readonly limit: number
  readonly by: Goal['by']
  readonly met: boolean
}

/** The verdicts on all goals whose two series were measured. */
export function judge(series: ReadonlyMap<SeriesName, Reading>): {
  series: Readonly<Record<string, Reading>>
  verdicts: Verdict[]
} {
  const verdicts = goals.flatMap(({ name, goal, of, limit, by, met }) => {
    const [measured, bound] = [series.get(of)?.[by], series.get(limit)?.[by]]
    if (measured === undefined || bound === undefined) return []
    const ratio = round(measured / bound)
    return [{ name, goal, ratio, measured, limit: bound, by, met: met(ratio) }]
  })
  return { series: Object.fromEntries(series), verdicts }
}
