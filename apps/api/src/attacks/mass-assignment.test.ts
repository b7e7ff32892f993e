import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { followed, type Named, type Schema } from '../fuzz/schema.ts'
import { type RouteId, routeOf } from '../matrix/route-ids.ts'
import { type Attacked, routesWithBody, someId, startAttacked } from './attacked-service.ts'

let attacked: Attacked
beforeAll(async () => {
  attacked = await startAttacked()
})
afterAll(() => attacked?.[Symbol.asyncDispose]())

/** What a caller would like to be, as it would stand in a body. */
const wanted: readonly (readonly [field: string, json: string])[] = [
  ['role', '"clinic_admin"'],
  ['operator', 'true'],
  ['memberships', '[]'],
  ['patientId', `"${someId}"`],
  ['accountId', `"${someId}"`],
  ['clinicId', `"${someId}"`],
  ['state', '"active"'],
  ['emailVerified', 'true'],
  ['secondFactor', 'true'],
  ['withheld', 'null'],
  ['guardianId', `"${someId}"`],
  ['invitedBy', '"system:api"'],
  ['doctorId', `"${someId}"`],
  ['version', '1'],
  ['bookedBy', '"system:api"'],
  ['__proto__', '{"operator":true}'],
  ['constructor', '{"prototype":{"operator":true}}'],
]

describe('a body that says more than its route takes', () => {
  it('is refused with the field named, at every route, and changes nothing', async () => {
    const before = await attacked.fingerprint()
    const odd: string[] = []
    for (const id of routesWithBody) {
      const question = await attacked.question(id)
      const text = JSON.stringify(question.body)
      const attempts = wanted.filter(([each]) => !takes(id, each))
      const told = await Promise.all(
        attempts.map(async ([field, json]) => {
          // written by hand: an object literal would set its prototype instead
          const comma = text === '{}' ? '' : ','
          const body = text.replace('{', `{${JSON.stringify(field)}:${json}${comma}`)
          const { status, text: answer } = await attacked.service.ask(id, { ...question, body })
          return `${id} with ${field}: ${status} ${/"code":"([a-z-]+)"/.exec(answer)?.[1]}`
        }),
      )
      odd.push(...told.filter((each) => !each.endsWith(': 400 invalid-request')))
    }
    expect(odd).toEqual([])
    expect(await attacked.fingerprint()).toBe(before)
    expect(({} as Record<string, unknown>)['operator']).toBeUndefined()
  })

  it('is refused where the odd field stands deeper', async () => {
    const manifest = await attacked.question('onboardClinic')
    const address = { line: 'A street', city: 'A city', operator: true }
    const { problem } = await attacked.service.ask('onboardClinic', {
      ...manifest,
      body: { ...(manifest.body as object), address },
    })
    expect(problem).toMatchObject({ status: 400, issues: [{ pointer: '/address/operator' }] })
  })
})

/** Whether that field is one of the route's own. */
function takes(id: RouteId, field: string): boolean {
  const written = z.toJSONSchema(routeOf(id).body as z.ZodType, { io: 'input', unrepresentable: 'any' })
  const { $defs = {}, ...schema } = written as Schema & { $defs?: Named }
  const whole = followed(schema, $defs)
  return [whole, ...(whole.anyOf ?? []), ...(whole.oneOf ?? [])].some(({ properties }) =>
    Object.hasOwn(properties ?? {}, field),
  )
}
