import { performance } from 'node:perf_hooks'
import type pg from 'pg'
import { type Line, openLine } from '../http/http-line.ts'
import { writeRequest } from '../http/write-request.ts'
import { openService, type ProvenService } from '../service/open-service.ts'
import { rushManifest } from './rush-manifest.ts'

export interface RushWanted {
  readonly rounds: number
  readonly callers: number
  /** Settings of the database server; with none it is durable. */
  readonly settings?: Readonly<Record<string, string | number>>
  readonly onRounds?: (rounds: number) => void
}

export interface RushResult {
  readonly rounds: number
  readonly calls: number
  /** Rounds in which not exactly one had the slot */
  readonly uneven: number
  /** Answers that are neither a booking nor `slot-taken` */
  readonly strange: ReadonlyMap<string, number>
  /** Slots that the database has taken once, and the appointments in it */
  readonly takenOnce: number
  readonly appointments: number
  /** Lines of the database server's log that tell of an error */
  readonly errors: readonly string[]
  /** Milliseconds of each answer */
  readonly bookings: readonly number[]
  readonly refusals: readonly number[]
  readonly seconds: number
}

interface Caller {
  readonly line: Line
  token: string
}

const patienceMilliseconds = 20_000
/** A token lives for ten minutes. */
const tokensAnewMilliseconds = 240_000

/** In each round all callers book one slot that nobody had before: one of them gets it. */
export async function runRush(wanted: RushWanted): Promise<RushResult> {
  await using service = await openService({
    manifest: rushManifest(wanted.rounds),
    apis: 2,
    people: { patient: wanted.callers, staff: 0, clinic_admin: 0 },
    settings: wanted.settings ?? {},
  })
  const slots = await service.inClinic((client) => prepare(client, wanted.rounds))
  const callers = service.people.map((_, nth): Caller => {
    const { port } = service.apis[nth % service.apis.length] as (typeof service.apis)[number]
    return { line: openLine(port, patienceMilliseconds), token: '' }
  })
  const began = performance.now()
  const seen = await playRounds(service, callers, slots, wanted)
  const seconds = (performance.now() - began) / 1_000
  for (const { line } of callers) line[Symbol.dispose]()
  const inside = await service.inClinic((client) => countBookings(client, slots))
  const ofClinic = service.serverLog.filter((line) => line.includes(`] ${service.clinicDatabase} `))
  return {
    ...seen,
    ...inside,
    errors: ofClinic.filter((line) => /ERROR|FATAL|deadlock/.test(line)),
    rounds: slots.length,
    calls: slots.length * callers.length,
    seconds,
  }
}

/** Takes away the limit of a patient's appointments, which is not what is proven; gives a slot a round. */
async function prepare(client: pg.Client, rounds: number): Promise<string[]> {
  await client.query('update clinic_profile set open_appointments_per_patient = 1000000')
  const { rows } = await client.query<{ id: string }>(
    `select id from slot where state = 'open' and starts_at > now() + interval '2 hours' order by starts_at, id limit $1`,
    [rounds],
  )
  if (rows.length < rounds) throw new Error(`There are only ${rows.length} slots.`)
  return rows.map(({ id }) => id)
}

async function playRounds(
  service: ProvenService,
  callers: readonly Caller[],
  slots: readonly string[],
  { onRounds }: RushWanted,
): Promise<Pick<RushResult, 'uneven' | 'strange' | 'bookings' | 'refusals'>> {
  const seen = {
    uneven: 0,
    strange: new Map<string, number>(),
    bookings: [] as number[],
    refusals: [] as number[],
  }
  let tokensAt = -Infinity
  for (const [round, slotId] of slots.entries()) {
    if (performance.now() - tokensAt > tokensAnewMilliseconds) {
      tokensAt = performance.now()
      await renewTokens(service, callers)
    }
    const before = seen.bookings.length
    await Promise.all(
      callers.map(async ({ line, token }, nth) => {
        const key = `rush-${round}-${nth}`
        const body = { slotId, visitType: 'vaccination' }
        const sentAt = performance.now()
        const { status, text } = await line.ask(
          writeRequest({ method: 'POST', path: '/v1/clinics/rush/appointments', token, key, body }),
        )
        const took = performance.now() - sentAt
        if (status === 201) seen.bookings.push(took)
        else if (status === 409 && text.includes('"code":"slot-taken"')) seen.refusals.push(took)
        else
          seen.strange.set(
            `${status} ${text.slice(0, 200)}`,
            (seen.strange.get(`${status} ${text.slice(0, 200)}`) ?? 0) + 1,
          )
      }),
    )
    if (seen.bookings.length !== before + 1) seen.uneven += 1
    if ((round + 1) % 500 === 0) onRounds?.(round + 1)
  }
  return seen
}

const renewTokens = (service: ProvenService, callers: readonly Caller[]): Promise<unknown> =>
  Promise.all(
    service.people.map(async (person, nth) => {
      const caller = callers[nth]
      if (caller) caller.token = await service.tokenOf(person)
    }),
  )

async function countBookings(
  client: pg.Client,
  slots: readonly string[],
): Promise<{ takenOnce: number; appointments: number }> {
  const { rows } = await client.query<{ takenOnce: number; appointments: number }>(
    `select (select count(*)::integer from slot where id = any ($1) and taken = 1) as "takenOnce",
       (select count(*)::integer from appointment) as appointments`,
    [slots],
  )
  return rows[0] ?? { takenOnce: 0, appointments: 0 }
}
