import { routes } from '@polyclinic/contract'
import fc from 'fast-check'
import { z } from 'zod'
import { requestExamples } from '../edge/document/request-examples.ts'
import { arbitraryOfSchema } from '../fuzz/arbitrary-of-schema.ts'
import type { Named, Schema } from '../fuzz/schema.ts'
import type { Question } from '../testing/ask-over-http.ts'
import { type RouteId, routeOf } from './route-ids.ts'
import { type Material, sampleRequests } from './sample-requests.ts'

const tries = 300
const drawn = new Map<string, unknown>()

/** A request that the route's schemas take: written for it, the reference's example, or drawn from the schema. */
export function sampleOf(id: RouteId, material: Material): Pick<Question, 'body' | 'query' | 'headers'> {
  const { body, query } = routeOf(id)
  const written = sampleRequests[id]?.(material)
  return {
    ...(body && { body: written?.body ?? exampleOf(id) ?? draw(id, 'body', body) }),
    ...(query && { query: written?.query ?? (takes(query, {}) ? {} : draw(id, 'query', query)) }),
    ...(written?.headers && { headers: written.headers }),
  } as Pick<Question, 'body' | 'query' | 'headers'>
}

/** Whether every part of the sample is what the route's schemas take; else the sentence that says what to do. */
export function faultOfSample(id: RouteId, material: Material): string | undefined {
  try {
    const { body, query } = sampleOf(id, material)
    const route = routes[id] as { body?: z.ZodType; query?: z.ZodType }
    const verdicts = [route.body?.safeParse(body), route.query?.safeParse(query)]
    const refused = verdicts.find((verdict) => verdict && !verdict.success)
    return refused && `The sample of ${id} is refused by its own schema: ${refused.error?.message}`
  } catch (error) {
    return (error as Error).message
  }
}

const exampleOf = (id: RouteId): unknown => requestExamples[id as keyof typeof requestExamples]
const takes = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success

function draw(id: RouteId, part: 'body' | 'query', schema: z.ZodType): unknown {
  const known = drawn.get(`${id} ${part}`)
  if (known !== undefined) return known
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema & { $defs?: Named }
  const candidates = fc.sample(arbitraryOfSchema(json, json.$defs), { numRuns: tries, seed: 1 })
  const found = candidates.find((value) => takes(schema, value))
  if (found === undefined) {
    throw new Error(
      `The route ${id} has no sample ${part}: write one into apps/api/src/matrix/sample-requests.ts or, for a body, into apps/api/src/edge/document/request-examples.ts.`,
    )
  }
  drawn.set(`${id} ${part}`, found)
  return found
}
