import fc from 'fast-check'
import type { World } from '../matrix/plant-world.ts'
import { type AnswerCheck, answerCheck } from './answer-check.ts'
import type { FuzzedDocument, Operation } from './document.ts'
import { fire } from './fire.ts'
import { foreignCanary } from './foreign-canary.ts'
import { type Shot, shotsAt } from './request-arbitrary.ts'

export interface FuzzFinding {
  readonly operation: string
  readonly sentence: string
  /** Fires it again: with `--seed` of the run, or this one request by hand */
  readonly seed: number
  readonly request: Omit<Shot, 'operation'>
}
export interface FuzzResult {
  readonly shots: number
  /** How often each operation was answered with which status */
  readonly answered: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly findings: readonly FuzzFinding[]
}
interface Fuzzing {
  readonly document: FuzzedDocument
  readonly world: World
  readonly seed: number
  /** Requests at one operation before the next has its turn */
  readonly each: number
  /** Whether another round over all operations begins */
  goesOn(round: number): boolean
}

/** How many operations are shot at side by side: some mistakes show only when two meet. */
const atOnce = 4

/** Shoots at every operation in turn, and brings each finding down to a small request. */
export async function runFuzz({ document, world, seed, each, goesOn }: Fuzzing): Promise<FuzzResult> {
  const check = answerCheck(document)
  const answered = new Map<string, Map<number, number>>()
  const findings = new Map<string, FuzzFinding>()
  for (let round = 0; goesOn(round); round++) {
    const waiting = [...document.operations]
    const worker = async () => {
      for (let next = waiting.shift(); next && goesOn(round); next = waiting.shift()) {
        const finding = await shootAt(next, seed + round)
        if (finding) findings.set(`${finding.operation} ${kindOf(finding.sentence)}`, finding)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
  }
  const counts = [...answered.values()].flatMap((statuses) => [...statuses.values()])
  return { shots: counts.reduce((sum, many) => sum + many, 0), answered, findings: [...findings.values()] }

  async function shootAt(operation: Operation, turn: number): Promise<FuzzFinding | undefined> {
    const property = fc.asyncProperty(shotsAt(operation, document, world), async (shot) => {
      const fault = await judgeShot(shot, check)
      if (fault !== undefined) throw new Error(fault)
    })
    const verdict = await fc.check(property, { seed: turn, numRuns: each, interruptAfterTimeLimit: 60_000 })
    const [shot] = verdict.counterexample ?? []
    if (!shot) return undefined
    const { operation: _, ...request } = shot
    const sentence = verdict.errorInstance instanceof Error ? verdict.errorInstance.message : 'broke'
    return { operation: operation.operationId, sentence, seed: turn, request }
  }

  async function judgeShot(shot: Shot, holds: AnswerCheck): Promise<string | undefined> {
    const answer = await fire(world, shot)
    const statuses = answered.get(shot.operation.operationId) ?? new Map<number, number>()
    answered.set(
      shot.operation.operationId,
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1),
    )
    if (answer.status >= 500) return `is answered ${answer.status}: ${whyOf(answer.text)}`
    return holds(shot.operation, answer) ?? (await foreignCanary(world, shot, answer))
  }

  /** What the log says of it: the answer itself tells no reasons. */
  function whyOf(text: string): string {
    const request = /"requestId":"([^"]+)"/.exec(text)?.[1]
    const line =
      request && world.service.log.find((each) => each.includes(request) && each.includes('"error"'))
    const { type = text, code = '', stack = '' } = line ? JSON.parse(line).error : {}
    return `${type} ${code}\n${stack}`.slice(0, 1_500)
  }
}

/** The same mistake with other values is one finding. */
const kindOf = (sentence: string): string => sentence.replace(/[0-9a-f-]{36}|\d+/g, '#').slice(0, 120)
