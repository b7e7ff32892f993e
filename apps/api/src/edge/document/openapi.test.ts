import { pathOf, type RouteDescription, routes } from '@polyclinic/contract'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { fakeEdge } from '../testing/fake-edge.ts'
import { openApiDocument } from './openapi.ts'
import { requestExamples } from './request-examples.ts'

interface Operation {
  operationId: string
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: unknown
  security: unknown[]
  responses: Record<
    string,
    { description: string; headers?: object; content?: Record<string, { schema: object }> }
  >
}
const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; securitySchemes: object }
}
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
)
function operationOf(id: string): Operation {
  const found = operations.find(({ operation }) => operation.operationId === id)
  if (!found) throw new Error(`The document has no ${id}.`)
  return found.operation
}

describe('the OpenAPI document', () => {
  it('has every route of the map, under its own name, once', () => {
    expect(document.openapi).toBe('3.1.0')
    const described = operations.map(
      ({ path, method, operation }) => `${operation.operationId} ${method} ${path}`,
    )
    const expected = Object.values<RouteDescription>(routes).map(
      (route) => `${route.id} ${route.method} ${pathOf(route)}`,
    )
    expect(described.sort()).toEqual(expected.sort())
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
  })

  it('declares every parameter of a path, required, and no other', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(declared.map(({ name }) => name).sort(), path).toEqual(inPath.sort())
      expect(declared.every(({ required }) => required)).toBe(true)
    }
  })

  it('resolves every reference', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, to]) => to as string,
    )
    expect(references.length).toBeGreaterThan(50)
    for (const reference of new Set(references)) {
      const steps = reference.replace(/^#\//, '').split('/')
      const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)?.[step], document)
      expect(found, reference).toBeTypeOf('object')
    }
  })

  it('holds schemas that a validator of JSON Schema 2020-12 takes', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'https://polyclinic.invalid/api', ...document } as object)
    for (const name of Object.keys(document.components.schemas)) {
      const pointer = `https://polyclinic.invalid/api#/components/schemas/${name}`
      expect(ajv.getSchema(pointer), name).toBeTypeOf('function')
    }
  })

  it('tells the headers of edits and of repeatable requests', () => {
    const headersOf = (id: string) =>
      operationOf(id)
        .parameters?.filter((parameter) => parameter.in === 'header')
        .map(({ name }) => name)
    expect(headersOf('cancelAppointment')).toEqual(['If-Match'])
    expect(headersOf('bookAppointment')).toEqual(['Idempotency-Key', 'Prefer'])
    expect(operationOf('bookAppointment').responses[201]?.headers).toHaveProperty('ETag')
    expect(operationOf('bookAppointment').responses[503]?.headers).toHaveProperty('Retry-After')
    expect(operationOf('signIn').responses[429]?.headers).toHaveProperty('Retry-After')
    expect(operationOf('me').security).toEqual([{ bearer: [] }])
  })

  it('says what a file is', () => {
    const typesOf = (id: string) => Object.keys(operationOf(id).responses[200]?.content ?? {})
    expect(typesOf('exportAppointments')).toEqual(['text/csv'])
    expect(typesOf('showCalendarEntry')).toEqual(['text/calendar'])
    expect(typesOf('exportOwnData')).toEqual(['application/json', 'text/html'])
    expect(typesOf('me')).toEqual(['application/json'])
  })

  it('lists each problem of a route under its status', () => {
    for (const route of Object.values<RouteDescription>(routes)) {
      const { responses } = operationOf(route.id)
      const text = JSON.stringify(responses)
      for (const code of route.problems) expect(text, `${route.id} ${code}`).toContain(`/problems/${code}`)
      for (const [status, { content }] of Object.entries(responses)) {
        if (Number(status) >= 400) expect(Object.keys(content ?? {})).toEqual(['application/problem+json'])
      }
    }
  })

  it('offers examples that the contract takes', () => {
    for (const [id, example] of Object.entries(requestExamples)) {
      const route: RouteDescription = routes[id as keyof typeof routes]
      expect(route.body?.safeParse(example).success, id).toBe(true)
    }
  })
})

describe('what the edge serves of it', () => {
  it('is the document, with an ETag that spares the second reading', async () => {
    const { edge } = fakeEdge()
    const first = await edge.request('/openapi.json')
    expect(await first.json()).toEqual(document)
    const etag = first.headers.get('etag') as string
    const second = await edge.request('/openapi.json', { headers: { 'if-none-match': `"x", W/${etag}` } })
    expect([second.status, await second.text()]).toEqual([304, ''])
  })

  it('is a reference whose files all come from here, with no inline script', async () => {
    const { edge } = fakeEdge()
    const page = await edge.request('/docs')
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(html).not.toMatch(/<script(?![^>]* src=)/)
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file as string)
    expect(files.length).toBeGreaterThanOrEqual(4)
    for (const file of files) {
      const answer = await edge.request(file)
      expect([file, answer.status]).toEqual([file, 200])
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100)
    }
  })
})
