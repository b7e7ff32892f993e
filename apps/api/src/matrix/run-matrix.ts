import { type Answer, askCell } from './ask-cell.ts'
import { type Cell, cellsOf, type Expected, type Extent } from './cells.ts'
import { compare, type Finding, judge } from './judge.ts'
import type { World } from './plant-world.ts'
import { type RouteId, routeOf } from './route-ids.ts'

export interface MatrixResult {
  readonly asked: readonly { readonly cell: Cell; readonly answer: Answer }[]
  readonly findings: readonly Finding[]
  readonly seconds: number
}

const atOnce = 8

/** Asks every cell, in the order that spoils none of them, and gives what was found. */
export async function runMatrix(world: World, extent: Extent): Promise<MatrixResult> {
  const began = performance.now()
  const cells = cellsOf(world, extent)
  const asked: { cell: Cell; answer: Answer }[] = []
  // what writes is asked one after the other; those that only read or are refused need not wait for each other
  const alone = cells.filter(isDeed)
  const together = cells.filter((cell) => !isDeed(cell))
  let next = 0
  const worker = async () => {
    for (let nth = next++; nth < together.length; nth = next++) {
      const cell = together[nth] as Cell
      asked[nth] = { cell, answer: await askCell(world, cell, nth) }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  for (const [nth, cell] of alone.entries()) {
    asked.push({ cell, answer: await askCell(world, cell, together.length + nth) })
  }
  const findings = asked.flatMap(({ cell, answer }) => judge(cell, answer, world.canaries))
  return { asked, findings: [...findings, ...compare(asked)], seconds: (performance.now() - began) / 1000 }
}

const isDeed = ({ route, expected }: Cell): boolean => expected === 'in' && routeOf(route).method !== 'get'

/** The size of what was asked, and how it was answered. */
export function figuresOf({ asked, findings, seconds }: MatrixResult): string[] {
  const count = (of: (each: (typeof asked)[number]) => string | number) =>
    [...Map.groupBy(asked, of)]
      .map(([name, each]) => `${name} ${each.length}`)
      .sort()
      .join(', ')
  const size = (of: (cell: Cell) => string) => new Set(asked.map(({ cell }) => of(cell))).size
  const refused: readonly Expected[] = [
    'not-signed-in',
    'not-allowed',
    'second-factor-needed',
    'clinic-unknown',
    'suspended',
  ]
  const many = (expected: readonly Expected[]) =>
    asked.filter(({ cell }) => expected.includes(cell.expected)).length
  return [
    `${size(({ route }) => route)} routes × ${size(({ person }) => person.name)} people × ${size(({ place }) => place)} places × their ids = ${asked.length} cells in ${seconds.toFixed(1)} s`,
    `expected: ${many(refused)} refused outright, ${many(['as absent'])} told nothing, ${many(['in'])} let in`,
    `by expectation: ${count(({ cell }) => cell.expected)}`,
    `by status: ${count(({ answer }) => answer.status)}`,
    `not carried out by anybody: ${idleRoutes(asked).join(', ') || 'none'}`,
    `findings: ${findings.length}`,
  ]
}

/** Routes that nobody got through to a success: their samples are wrong, or another deed was there before. */
function idleRoutes(asked: MatrixResult['asked']): RouteId[] {
  const done = new Set(asked.filter(({ answer }) => answer.status < 300).map(({ cell }) => cell.route))
  return [...new Set(asked.map(({ cell }) => cell.route))].filter((id) => !done.has(id))
}
