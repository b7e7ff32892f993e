import {
  type Problem,
  problem,
  problemCatalogue,
  type ProblemCode,
  type Routes,
  routes,
} from '@polyclinic/contract'
import { expect } from 'vitest'
import type { Reply } from './ask-over-http.ts'

/** Holds a refusal against what its route promises: a problem that it lists, with the catalogue's status and title. */
export function expectPromised(id: keyof Routes, reply: Reply<unknown>): Problem & Record<string, any> {
  const told = problem.parse(reply.problem)
  const { status, title } = problemCatalogue[told.code as ProblemCode]
  expect(told).toMatchObject({ status, title, type: `/problems/${told.code}` })
  expect([id, reply.status]).toEqual([id, status])
  expect(reply.headers['content-type']).toBe('application/problem+json')
  if (!forEveryRoute.includes(told.code)) {
    expect(routes[id].problems as readonly string[], `${id} lists ${told.code}`).toContain(told.code)
  }
  return told
}

const forEveryRoute = ['invalid-request', 'not-signed-in', 'precondition-required', 'second-factor-needed']
