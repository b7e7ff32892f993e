import type { Answer } from './ask-cell.ts'
import type { Canary } from './canaries.ts'
import type { Cell } from './cells.ts'
import { endings } from './endings.ts'

export interface Finding {
  readonly rule: 'refusal' | 'told apart' | 'let in' | 'canary' | 'unknown clinic' | 'suspended'
  readonly sentence: string
}

const statusOf = { 'not-signed-in': 401, 'not-allowed': 403, 'clinic-unknown': 404, suspended: 403 } as const
const codeOf = { ...statusOf, suspended: 'clinic-suspended' } as Readonly<Record<string, unknown>>

/** What one answer by itself shows: who came in, who was refused, and what they read. */
export function judge(cell: Cell, answer: Answer, canaries: readonly Canary[]): Finding[] {
  return [...judgeStatus(cell, answer), ...judgeText(cell, answer, canaries)]
}

function judgeStatus(cell: Cell, { status, text }: Answer): Finding[] {
  const { expected } = cell
  const found = (rule: Finding['rule'], what: string) => [{ rule, sentence: `${nameOf(cell)}: ${what}` }]
  if (expected === 'in' || expected === 'as absent') {
    // whoever has just ended their own session or account is nobody afterwards
    if (status === 401 && endings.has(cell.route)) return []
    const refused = status === 401 || status >= 500 || (status === 403 && expected === 'in')
    return refused ? found('let in', `is to be let in and was answered ${status} ${codeIn(text)}`) : []
  }
  const code = typeof codeOf[expected] === 'string' ? codeOf[expected] : expected
  if (status === statusOf[expected] && codeIn(text) === code) return []
  const rule =
    expected === 'clinic-unknown' ? 'unknown clinic' : expected === 'suspended' ? 'suspended' : 'refusal'
  return found(
    rule,
    `must be refused with ${statusOf[expected]} ${code} and was answered ${status} ${codeIn(text)}`,
  )
}

function judgeText(cell: Cell, answer: Answer, canaries: readonly Canary[]): Finding[] {
  const { person, clinic, target } = cell
  // what the caller has said themselves may come back to them
  const said = JSON.stringify([target.params, target.named])
  const told = `${plain(answer)}\n${JSON.stringify(answer.headers)}`
  return canaries
    .filter(({ text, mayRead }) => told.includes(text) && !mayRead(person, clinic) && !said.includes(text))
    .map(({ of, text }) => ({ rule: 'canary', sentence: `${nameOf(cell)}: reads ${of} (${text})` }))
}

/** Holds answers against one another that must be one: foreign and absent, and an unknown clinic whoever asks. */
export function compare(asked: readonly { cell: Cell; answer: Answer }[]): Finding[] {
  const byPlace = Map.groupBy(asked, ({ cell }) => `${cell.route} ${cell.place} ${cell.person.name}`)
  const apart = [...byPlace.values()].flatMap((group) =>
    group
      .filter(({ cell }) => cell.expected === 'as absent' || cell.expected === 'not-allowed')
      .flatMap(({ cell, answer }) => {
        const twin =
          group.find((other) => other.cell.target.label === cell.target.twin) ??
          group.find((other) => other.cell.expected === cell.expected)
        return twin && comparable(twin.answer) !== comparable(answer)
          ? [toldApart(cell, answer, twin.answer)]
          : []
      }),
  )
  const unknown = asked.filter(({ cell }) => cell.expected === 'clinic-unknown')
  const odd = unknown.filter(({ answer }) => comparable(answer) !== comparable(unknown[0]?.answer ?? answer))
  return [
    ...apart,
    ...odd.map(({ cell }) => ({
      rule: 'unknown clinic' as const,
      sentence: `${nameOf(cell)}: is answered differently from others`,
    })),
  ]
}

const toldApart = (cell: Cell, answer: Answer, twin: Answer): Finding => ({
  rule: 'told apart',
  sentence: `${nameOf(cell)}: ${answer.status} ${plain(answer).slice(0, 200)} where an absent one is answered ${twin.status} ${plain(twin).slice(0, 200)}`,
})

/** An answer without what differs from request to request. */
const comparable = (answer: Answer): string => {
  const { date: _, 'x-request-id': __, 'content-length': ___, ...headers } = answer.headers
  return JSON.stringify([answer.status, plain(answer), headers])
}

const plain = ({ text, headers }: Answer): string =>
  headers['content-type'] === 'application/problem+json'
    ? JSON.stringify({ ...JSON.parse(text), requestId: undefined, instance: undefined })
    : text

const codeIn = (text: string): string => /"code":"([a-z-]+)"/.exec(text)?.[1] ?? ''

export const nameOf = ({ route, person, place, target }: Cell): string =>
  `${route} by ${person.name} at ${place}${target.label === 'none' ? '' : ` (${target.label})`}`
