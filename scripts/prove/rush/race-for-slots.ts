import { v7 as newId } from 'uuid'
import { type Line, openLine, type RawReply } from '../http/http-line.ts'
import { writeRequest } from '../http/write-request.ts'
import type { Person, ProvenService } from '../service/open-service.ts'
import { someSlots } from '../service/some-slots.ts'

export interface Race {
  readonly rounds: number
  readonly callers: number
  /** Told after each hundred rounds */
  readonly onProgress?: (rounds: number) => void
}

export interface RaceFigures {
  readonly requests: number
  readonly won: number
  /** Milliseconds of each refusal, and of each booking */
  readonly refusals: readonly number[]
  readonly bookings: readonly number[]
  /** One sentence for each round that did not end as it must */
  readonly faults: readonly string[]
}

/** A patient wins at most so often: the clinic's limit is a hundred open appointments. */
const roundsOfOneCrowd = 50
const path = '/v1/clinics/rush/appointments'

/**
 * Round after round, many callers at once on one slot that nobody has had yet. Each round must end with one booking and
 * refusals `slot-taken` with other times for everybody else.
 */
export async function raceForSlots(service: ProvenService, race: Race): Promise<RaceFigures> {
  const slots = await someSlots(service, race.rounds, '4 hours')
  const { apis } = service
  // one process sends a slot's callers to the database together; two of them race there too
  const lines = Array.from({ length: race.callers }, (_, nth) =>
    openLine(apis[nth % apis.length]?.port ?? 0, 20_000),
  )
  const figures = { requests: 0, won: 0, refusals: [] as number[], bookings: [] as number[] }
  const faults: string[] = []
  let crowd: string[] = []
  try {
    for (const [round, slot] of slots.entries()) {
      if (round % roundsOfOneCrowd === 0) crowd = await aCrowd(service, race.callers)
      const answers = await Promise.all(lines.map((line, nth) => bookOnce(line, crowd[nth] ?? '', slot)))
      figures.requests += answers.length
      const won = answers.filter(({ status }) => status === 201)
      figures.won += won.length
      for (const { status, milliseconds } of answers) {
        ;(status === 201 ? figures.bookings : figures.refusals).push(milliseconds)
      }
      const odd = answers.filter((answer) => answer.status !== 201 && !isRefusal(answer))
      if (won.length !== 1) faults.push(`Round ${round}: ${won.length} callers booked slot ${slot}.`)
      for (const { status, text } of odd) faults.push(`Round ${round}: ${status} ${text.slice(0, 300)}`)
      if ((round + 1) % 100 === 0) race.onProgress?.(round + 1)
    }
  } finally {
    for (const line of lines) line[Symbol.dispose]()
  }
  faults.push(...(await faultsInside(service, slots)))
  return { ...figures, faults }
}

async function bookOnce(
  line: Line,
  token: string,
  slot: string,
): Promise<RawReply & { milliseconds: number }> {
  const body = { slotId: slot, visitType: 'visit' }
  const request = writeRequest({ method: 'POST', path, token, key: `${token.slice(-20)}-${slot}`, body })
  const began = performance.now()
  const reply = await line.ask(request)
  return { ...reply, milliseconds: performance.now() - began }
}

function isRefusal({ status, text }: RawReply): boolean {
  if (status !== 409) return false
  const { code, alternatives } = JSON.parse(text)
  return code === 'slot-taken' && alternatives.length > 0
}

/** Patients whom the clinic knows, each with a token of ten minutes. */
async function aCrowd(service: ProvenService, size: number): Promise<string[]> {
  const people = Array.from(
    { length: size },
    (): Person => ({
      role: 'patient',
      accountId: newId(),
      patientId: newId(),
    }),
  )
  await service.inClinic((client) =>
    client.query(
      'insert into known_patient (patient_id, consented_at) select p, now() from unnest($1::uuid[]) as p',
      [people.map(({ patientId }) => patientId)],
    ),
  )
  return Promise.all(people.map((each) => service.tokenOf(each)))
}

/** What the database says of the slots that were raced for, and its log of deadlocks. */
async function faultsInside(service: ProvenService, slots: readonly string[]): Promise<string[]> {
  const { rows } = await service.inClinic((client) =>
    client.query<{ wrong: number; appointments: number }>(
      `select (select count(*)::integer from slot where id = any ($1) and taken <> 1) as wrong,
         (select count(*)::integer from appointment) as appointments`,
      [slots],
    ),
  )
  const { wrong = 0, appointments = 0 } = rows[0] ?? {}
  const deadlocks = service.serverLog.filter((line) => /deadlock/i.test(line))
  return [
    ...(wrong > 0 ? [`${wrong} slots do not have exactly one place taken.`] : []),
    ...(appointments !== slots.length
      ? [`There are ${appointments} appointments for ${slots.length} slots.`]
      : []),
    ...deadlocks.map((line) => `The server reports: ${line}`),
  ]
}
