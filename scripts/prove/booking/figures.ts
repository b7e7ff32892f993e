import { table } from '../../clinics/table.ts'
import type { Call } from './history.ts'
import { verbs } from './history.ts'
import type { Kill } from './kills.ts'
import type { RuleName } from './proof.ts'
import type { ProofResult } from './run-proof.ts'

/** The run in numbers, for a person. */
export function figuresOf(result: ProofResult): string[] {
  const { proof, faults, kills } = result
  const { calls } = proof
  const of = (outcome: Call['outcome']) => calls.filter((call) => call.outcome === outcome).length
  const killed = (what: Kill['what']) => kills.filter((kill) => kill.what === what).length
  const wrong = (rule: RuleName) => faults.filter((fault) => fault.rule === rule).length
  const rows: [string, number | string][] = [
    ['calls', calls.length],
    ['ok', of('ok')],
    ['refused', of('refused')],
    ['unknown', of('unknown')],
    ['unknown that happened', happenedUnknown(result)],
    ['answered 503, yet it happened', happenedUnknown(result, 503)],
    ['kills of an API process', killed('api')],
    ['kills of Postgres', killed('postgres')],
    ['longest until bookings went on after Postgres was back', `${healing(result)} ms`],
    ['acknowledged and held against the database', of('ok')],
    ['acknowledged and lost', wrong('acknowledged')],
    ['over capacity', wrong('capacity')],
    ['doubles', wrong('doubles')],
    ['occupied times astray', wrong('times')],
    ['phantoms', wrong('phantoms')],
    ['unjustified refusals', wrong('refusals')],
    ['broken histories', wrong('histories')],
    ['replies that differ', wrong('replies')],
    ['answers of 5xx but 503', wrong('mistakes')],
    ['seconds', Math.round(result.seconds)],
  ]
  return [
    ...table(
      ['', ''],
      rows.map(([name, figure]) => [name, String(figure)]),
    ).slice(1),
    '',
    ...byVerb(calls),
  ]
}

function byVerb(calls: readonly Call[]): string[] {
  const rows = verbs.map((verb) => {
    const all = calls.filter((call) => call.verb === verb)
    const of = (outcome: Call['outcome']) => String(all.filter((call) => call.outcome === outcome).length)
    const codes = Map.groupBy(
      all.filter(({ outcome }) => outcome === 'refused'),
      ({ code, facts }) => (code === 'outside-policy' ? `${facts?.['rule']}` : `${code}`),
    )
    const said = [...codes].map(([code, refused]) => `${code} ${refused.length}`).join(', ')
    return [verb, of('ok'), of('refused'), of('unknown'), said]
  })
  return table(['verb', 'ok', 'refused', 'unknown', 'refused because'], rows)
}

function happenedUnknown({ proof }: ProofResult, status?: number): number {
  const deeds = [...proof.deeds.values()].flat()
  return deeds.filter(
    ({ cause }) =>
      typeof cause === 'object' &&
      cause.outcome === 'unknown' &&
      (status === undefined || cause.status === status),
  ).length
}

/** From when the server accepts connections until each API process has acknowledged something again. */
function healing({ kills, proof }: ProofResult): number {
  const ends = kills
    .filter(({ what }) => what === 'postgres')
    .flatMap(({ backAt }) =>
      [...new Set(proof.calls.map(({ api }) => api))].map((api) => {
        const next = proof.calls.find(
          (call) => call.api === api && call.outcome === 'ok' && call.doneAt > backAt,
        )
        return next ? next.doneAt - backAt : 0
      }),
    )
  return Math.round(Math.max(0, ...ends))
}
