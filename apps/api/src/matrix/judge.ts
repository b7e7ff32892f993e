import type { Answer } from './ask-cell.ts'
import type { Canary } from './canaries.ts'
import type { Cell, Expected } from './cells.ts'
import { problemsOf } from '../edge/document/describe-operation.ts'
import { type RouteId, routeOf } from './route-ids.ts'

export interface Finding {
  readonly rule:
    | 'refusal'
    | 'told apart'
    | 'let in'
    | 'canary'
    | 'unknown clinic'
    | 'suspended'
    | 'undocumented'
  readonly sentence: string
}

const statusOf = {
  'not-signed-in': 401,
  'not-allowed': 403,
  'second-factor-needed': 403,
  'clinic-unknown': 404,
  suspended: 403,
} as const
const codeOf = { ...statusOf, suspended: 'clinic-suspended' } as Readonly<Record<string, unknown>>

/** What one answer by itself shows: who came in, who was refused, and what they read. */
export function judge(cell: Cell, answer: Answer, canaries: readonly Canary[]): Finding[] {
  return [...judgeStatus(cell, answer), ...judgeCode(cell, answer), ...judgeText(cell, answer, canaries)]
}

function judgeStatus(cell: Cell, { status, text }: Answer): Finding[] {
  const { expected } = cell
  const found = (rule: Finding['rule'], what: string) => [{ rule, sentence: `${nameOf(cell)}: ${what}` }]
  if (expected === 'in' || expected === 'as absent') {
    const told = codeIn(text)
    const shut = expected === 'in' ? shutOut : ['not-signed-in']
    const refused = status >= 500 || (shut.includes(told) && !shown[cell.route]?.includes(told))
    return refused ? found('let in', `is to be let in and was answered ${status} ${told}`) : []
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

/** What nobody is told who is let in; other refusals, of a code or a password, tell that they were. */
const shutOut = [
  'not-signed-in',
  'not-allowed',
  'second-factor-needed',
  'clinic-suspended',
  'patient-blocked',
]
/** What the sample shows at these is no real token; whose roles need a second factor cannot remove it. */
const shown: { readonly [Id in RouteId]?: readonly string[] } = {
  refresh: ['not-signed-in'],
  provideSecondFactor: ['not-signed-in'],
  removeSecondFactor: ['second-factor-needed'],
  // the sample is of a patient's calendar, which nobody has who is none
  addFeed: ['not-allowed'],
}

function judgeCode(cell: Cell, { status, text }: Answer): Finding[] {
  const documented: readonly string[] = problemsOf(routeOf(cell.route))
  if (status < 400 || documented.includes(codeIn(text))) return []
  const sentence = `${nameOf(cell)}: ${status} ${codeIn(text)} is none of its problems`
  return [{ rule: 'undocumented', sentence }]
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
      .filter(({ cell }) => alike.has(cell.expected))
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

const alike: ReadonlySet<Expected> = new Set<Expected>(['as absent', 'not-allowed', 'second-factor-needed'])

const toldApart = (cell: Cell, answer: Answer, twin: Answer): Finding => ({
  rule: 'told apart',
  sentence: `${nameOf(cell)}: ${answer.status} ${plain(answer).slice(0, 200)} where an absent one is answered ${twin.status} ${plain(twin).slice(0, 200)}`,
})

const ofRequest = new Set(['date', 'x-request-id', 'content-length', 'ratelimit', 'ratelimit-policy'])
/** An answer without what differs from request to request; limits count the caller's attempts, whatever they name. */
const comparable = (answer: Answer): string => {
  const headers = Object.entries(answer.headers).filter(([name]) => !ofRequest.has(name))
  return JSON.stringify([answer.status, plain(answer), headers])
}

const plain = ({ text, headers }: Answer): string =>
  headers['content-type'] === 'application/problem+json'
    ? JSON.stringify({ ...JSON.parse(text), requestId: undefined, instance: undefined })
    : text

const codeIn = (text: string): string => /"code":"([a-z-]+)"/.exec(text)?.[1] ?? ''

export const nameOf = ({ route, person, place, target }: Cell): string =>
  `${route} by ${person.name} at ${place}${target.label === 'none' ? '' : ` (${target.label})`}`
