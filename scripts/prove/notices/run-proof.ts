import { setTimeout as pause } from 'node:timers/promises'
import { rushManifest } from '../rush/rush-manifest.ts'
import { openService, type ProvenService } from '../service/open-service.ts'
import { randomFrom } from '../booking/random.ts'
import { bookAll } from './book-all.ts'
import { type Judgement, judge, type NoticeOfBooking } from './judge.ts'
import { openVictims } from './kill-workers.ts'
import { makePatients } from './make-patients.ts'
import { openSink } from './open-sink.ts'
import { watchJobs } from './watch-jobs.ts'

export interface Proof {
  readonly bookings: number
  readonly kills: number
  readonly workers: number
  /** Jobs that one worker does at a time */
  readonly concurrency: number
  /** Seconds from one kill to the next, on average */
  readonly everySeconds: number
  readonly seed: number
  readonly onProgress?: (booked: number, kills: number) => void
}

export interface Proven extends Judgement {
  readonly kills: number
  /** Seconds for which jobs of dead workers were held */
  readonly waits: readonly number[]
  readonly seconds: number
}

const bookingsOfOne = 5
const slotsOfDoctor = 1_400
/** Without any message more: by then the jobs of the last dead have been taken up twice over. */
const patienceMilliseconds = 180_000

/** Books while workers are killed, waits until all is told that will be, and judges what the mail server saw. */
export async function runProof(proof: Proof): Promise<Proven> {
  await using service = await openService({
    manifest: rushManifest(Math.max(2, Math.ceil(proof.bookings / slotsOfDoctor))),
    apis: 1,
    people: { patient: 0, staff: 0, clinic_admin: 0 },
  })
  await tellAtOnce(service)
  const random = randomFrom(proof.seed)
  await using sink = await openSink(Math.random)
  const people = await makePatients(service, Math.ceil(proof.bookings / bookingsOfOne))
  const began = performance.now()
  await using watch = watchJobs(service.control.database)
  const environment = {
    ...service.environment,
    POLYCLINIC_WORKER_CONCURRENCY: String(proof.concurrency),
    POLYCLINIC_WORKER_MESSAGES: String(proof.concurrency),
  }
  await using victims = await openVictims(proof.workers, environment, sink)
  const killing = victims.killUntil(proof.kills, {
    everySeconds: proof.everySeconds,
    random: random.fraction,
  })
  let booked: string[]
  const ticking = setInterval(() => proof.onProgress?.(sink.deliveries.length, victims.kills.length), 10_000)
  try {
    // not faster than workers are killed, so that every kill falls into work
    const allowed = () => Math.ceil((proof.bookings * (victims.kills.length + 1)) / Math.max(1, proof.kills))
    ;[booked] = await Promise.all([bookAll(service, people, proof.bookings, allowed), killing])
    await untilTold(service, () => sink.deliveries.length)
  } finally {
    clearInterval(ticking)
  }
  const notices = await noticesOf(service, booked)
  const judged = judge(notices, sink.deliveries, victims.kills)
  const slow = watch.waits.filter((wait) => wait > 60)
  return {
    ...judged,
    faults: [
      ...judged.faults,
      ...slow.map((wait) => `A dead worker's job was held for ${Math.round(wait)} s.`),
    ],
    kills: victims.kills.length,
    waits: [...watch.waits],
    seconds: (performance.now() - began) / 1_000,
  }
}

/** No grace and no quiet hours: it is the sending that is tried. */
const tellAtOnce = (service: ProvenService) =>
  service.inClinic((client) =>
    client.query(
      `update clinic_profile set notice_grace_seconds = 0, quiet_from = '00:00', quiet_until = '00:00'`,
    ),
  )

/** Until nothing is left to be carried over or sent, or nothing more comes: then the judge says what is missing. */
async function untilTold(service: ProvenService, delivered: () => number): Promise<void> {
  let seen = -1
  let deadline = 0
  for (;;) {
    if (delivered() > seen) {
      seen = delivered()
      deadline = Date.now() + patienceMilliseconds
    } else if (Date.now() > deadline) return
    const { rows: waiting } = await service.control.database.query(
      `select from notice where state = 'waiting' limit 1`,
    )
    const { rows: inside } = await service.inClinic((client) => client.query('select from outbox limit 1'))
    if (waiting.length + inside.length === 0) return
    await pause(250)
  }
}

async function noticesOf(
  service: ProvenService,
  appointmentIds: readonly string[],
): Promise<NoticeOfBooking[]> {
  const { rows } = await service.control.database.query<{
    appointmentId: string
    state: string | null
    finishedAt: Date | null
  }>(
    `select a.id as "appointmentId", n.state, n.finished_at as "finishedAt"
     from unnest($1::uuid[]) as a (id)
     left join notice n on n.clinic_id = $2 and n.appointment_id = a.id and n.kind = 'booked'`,
    [appointmentIds, service.clinicId],
  )
  return rows.map(({ appointmentId, state, finishedAt }) => ({
    appointmentId,
    state: state ?? undefined,
    finishedAt: finishedAt?.getTime(),
  }))
}
