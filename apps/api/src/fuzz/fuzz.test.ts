import { afterAll, beforeAll, expect, it } from 'vitest'
import { plantWorld, type World } from '../matrix/plant-world.ts'
import { readDocument } from './document.ts'
import { figuresOfFuzz } from './figures.ts'
import { runFuzz } from './run-fuzz.ts'

const seed = Number(process.env['POLYCLINIC_SEED'] ?? 20_261_121)
const minutes = Number(process.env['POLYCLINIC_FUZZ_MINUTES'] ?? 0)
const patience = minutes * 60_000 + 300_000

let world: World
beforeAll(async () => {
  world = await plantWorld()
}, 120_000)
afterAll(() => world?.[Symbol.asyncDispose]())

it(
  'no request makes a mistake of ours: every answer is documented, as its schema says, and tells nothing foreign',
  async () => {
    const served = await world.service.send('GET', '/openapi.json')
    const document = readDocument(served.body)
    const until = Date.now() + minutes * 60_000
    const result = await runFuzz({
      document,
      world,
      seed,
      each: minutes > 0 ? 25 : 4,
      goesOn: (round) => (minutes > 0 ? Date.now() < until : round === 0),
    })
    if (minutes > 0 || result.findings.length > 0) console.log(figuresOfFuzz(result, seed).join('\n'))
    expect(result.findings.map(({ operation, sentence }) => `${operation} ${sentence}`)).toEqual([])
    expect(result.answered.size).toBe(document.operations.length)
  },
  patience,
)
