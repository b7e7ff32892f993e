import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from '../matrix/ask-cell.ts'
import { askPatiently } from '../matrix/ask-patiently.ts'
import type { World } from '../matrix/plant-world.ts'
import type { Shot } from './request-arbitrary.ts'

/** As long as a client of ours waits for an answer. */
const patienceMilliseconds = 30_000

/** Sends one shot. No answer in time counts as one of status 599. */
export async function fire({ service, people }: World, shot: Shot): Promise<Answer> {
  const { operation, person, headers, body } = shot
  const send = () =>
    service.send(operation.method.toUpperCase(), addressOf(shot), {
      token: people[person].token,
      headers,
      body: written(body),
    })
  const late = pause(patienceMilliseconds, undefined, { ref: false }).then(() => ({
    status: 599,
    headers: {},
    text: 'late',
  }))
  return Promise.race([askPatiently(send), late])
}

/** A string goes out as it is elsewhere: here it is JSON like everything. */
const written = (body: unknown): string | undefined => (body === undefined ? undefined : JSON.stringify(body))

export function addressOf({ operation, clinic, params, query }: Shot): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    segment(name === 'clinic' ? clinic : (params[name] ?? '')),
  )
  const search = new URLSearchParams(query)
  return search.size > 0 ? `${path}?${search}` : path
}

/** A name in a path is never nothing, nor dots alone: it would be another path, and another route's. */
const segment = (text: string): string => {
  const told = encodeURIComponent(text.toWellFormed())
  return /^\.*$/.test(told) ? '%20' : told
}
