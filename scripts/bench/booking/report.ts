import { table } from '../../clinics/table.ts'
import type { Reading } from './drive-load.ts'
import type { Verdict } from './goals.ts'
import type { FunctionTime } from './profile-functions.ts'
import type { ProcessProfile } from './profile-process.ts'

export interface Report {
  readonly at: string
  readonly cores: number
  readonly rounds: number
  readonly warm: number
  readonly seconds: number
  /** Who ran the bare statement */
  readonly statementBy: string
  readonly series: Readonly<Record<string, Reading>>
  readonly verdicts: readonly Verdict[]
  readonly functions: readonly FunctionTime[]
  readonly process: ProcessProfile | undefined
}

export function linesOf(report: Report): string[] {
  const { rounds, seconds, statementBy } = report
  return [
    `Medians of ${rounds} rounds of ${seconds} s; the bare statement by ${statementBy}.`,
    '',
    ...table(['ratio', 'goal', 'measured', '', 'figure', "limit's figure"], report.verdicts.map(rowOf)),
    '',
    ...table(
      ['series', 'per second', 'p50', 'p99'],
      Object.entries(report.series).map(([name, { perSecond, p50, p99 }]) => [
        name,
        String(Math.round(perSecond)),
        `${p50} ms`,
        `${p99} ms`,
      ]),
    ),
    ...whereTimeGoes(report),
  ]
}

function rowOf({ name, goal, ratio, met, measured, limit, by }: Verdict): string[] {
  const figure = (value: number) => (by === 'p99' ? `${value} ms` : `${Math.round(value)}/s`)
  return [name, goal, String(ratio), met ? '' : 'not met', figure(measured), figure(limit)]
}

function whereTimeGoes({ functions, process }: Report): string[] {
  const lines: string[] = []
  if (process) {
    const { idle, entries } = process
    const share = (part: number) => `${(part * 100).toFixed(1)} %`
    lines.push('', `Where the time goes in the API's process, 128 connections (idle ${share(idle)} of it):`)
    lines.push(
      ...table(
        ['function', 'self'],
        entries.map(({ name, self }) => [name, share(self)]),
      ),
    )
  }
  if (functions.length > 0) {
    lines.push('', 'Where the time goes in the database, µs a booking (bare statement, 8 clients):')
    lines.push(
      ...table(
        ['function', 'self', 'with what it calls', 'calls'],
        functions.map(({ name, self, total, callsPerBooking }) =>
          [name, self, total, callsPerBooking].map(String),
        ),
      ),
    )
  }
  return lines
}
