import { setTimeout as pause } from 'node:timers/promises'
import { type Line, NoReply } from '../http/http-line.ts'
import { writeRequest } from '../http/write-request.ts'
import type { Person } from '../service/open-service.ts'
import type { Board } from './board.ts'
import { chooseCall } from './choose-call.ts'
import { type Call, clock, type Given } from './history.ts'
import { clinicPath, type Planned } from './planned.ts'
import type { Playground } from './playground.ts'
import type { Random } from './random.ts'
import { givenOf } from './read-reply.ts'
import type { Recorder } from './recorder.ts'

export interface Client {
  readonly nth: number
  readonly person: Person
  readonly random: Random
  readonly lines: readonly Line[]
  /** Held by this client, as far as it knows */
  readonly holds: Map<string, Given>
  /** Calls of which nothing is known, to be repeated under their keys */
  readonly again: { readonly planned: Planned; readonly dueAt: number }[]
  token: string
  keys: number
}

export interface Surroundings {
  readonly recorder: Recorder
  readonly board: Board
  readonly playground: Playground
  readonly knownPatients: readonly string[]
  readonly seed: number
}

/** One client's calls, one after the other, until the round is over. */
export async function runClient(client: Client, around: Surroundings, isOver: () => boolean): Promise<void> {
  const { random, person } = client
  while (!isOver()) {
    const api = random.below(client.lines.length)
    const planned = takeDue(client) ?? (await chooseCall(person.role, situationOf(client, around, api)))
    if (!planned || !(await isSure(client, around, planned, api))) {
      await pause(5)
      continue
    }
    const line = client.lines[api] as Line
    const call = await around.recorder.call(planned, { client: client.nth, api, line, token: client.token })
    if (call) learn(client, around.board, planned, call)
    // down or away: whoever hammers at a closed door only takes time from what brings it up
    if (!call || call.outcome === 'unknown') await pause(50 + random.below(100))
  }
}

function takeDue({ again }: Client): Planned | undefined {
  const due = again.findIndex(({ dueAt }) => dueAt <= clock())
  return due < 0 ? undefined : again.splice(due, 1)[0]?.planned
}

function situationOf(client: Client, around: Surroundings, api: number) {
  const { random, person, holds } = client
  return {
    random,
    board: around.board,
    playground: around.playground,
    knownPatients: around.knownPatients,
    patientId: person.patientId,
    holds: [...holds.values()],
    newKey: () => `proof-${around.seed}-${client.nth}-${++client.keys}`,
    lookAtSlot: async (slotId: string): Promise<number | undefined> =>
      (await look(client, api, `/slots/${slotId}`))?.version,
  }
}

/** What was touched by a call of unknown end is looked at first. */
async function isSure(client: Client, { board }: Surroundings, { asked }: Planned, api: number) {
  const id = asked.appointmentId
  if (id === undefined || !board.isDoubtful(id)) return true
  const found = await look(client, api, `/appointments/${id}`)
  if (found) board.note(givenOf(found))
  return false
}

/** A reading is no part of the history. */
async function look({ lines, token }: Client, api: number, path: string): Promise<any> {
  try {
    const reply = await (lines[api] as Line).ask(
      writeRequest({ method: 'GET', path: clinicPath + path, token }),
    )
    return reply.status === 200 ? JSON.parse(reply.text) : undefined
  } catch (error) {
    if (error instanceof NoReply) return undefined
    throw error
  }
}

function learn(client: Client, board: Board, planned: Planned, call: Call): void {
  const { random, holds, again } = client
  const { given, verb, outcome } = call
  if (given && verb !== 'hold' && verb !== 'renew') board.note(given)
  else if (given) holds.set(given.id, given)
  // now and then it is forgotten that a hold is used up
  else if (outcome === 'refused' && random.chance(0.8)) holds.delete(planned.asked.holdId ?? '')
  if (verb === 'book' && outcome === 'ok' && random.chance(0.9)) holds.delete(planned.asked.holdId ?? '')
  if (verb === 'release' && outcome === 'ok' && random.chance(0.9)) holds.delete(planned.asked.holdId ?? '')
  if (outcome === 'unknown' || call.code === 'version-mismatch') board.doubt(call)
  if (call.code === 'not-found') board.forget(planned.asked.appointmentId ?? '')
  if (outcome !== 'unknown') return
  const mayRepeat = call.key !== undefined ? 0.6 : 0.2
  if (random.chance(mayRepeat)) again.push({ planned, dueAt: clock() + 100 + random.below(2_000) })
}
