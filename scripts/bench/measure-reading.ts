import { listFirstSlots, listFreeDays, listFreeSlots, showCalendar } from '@polyclinic/clinic'
import { type Actor, anonymous } from '@polyclinic/guard'
import type { BenchClinic } from './bench-clinic.ts'
import { median, round, timed } from './timed.ts'

export interface ReadingFigures {
  name: string
  rows: number
  /** Milliseconds a reading: medians of the time, means of Node's own CPU */
  verb: number
  bare: number
  verbCpu: number
  bareCpu: number
  ratio: number
}

interface Reading {
  name: string
  verb(): Promise<{ length: number }>
  bare: { text: string; values: unknown[] }
}

const slot = 'id, doctor_id, starts_at, ends_at, local_date, taken, capacity, state, version'

/** What the screens ask for, beside the plainest statement that gives the same rows. A fifth of the slots is booked. */
export async function measureReading(
  bench: BenchClinic,
  { readings }: { readings: number },
): Promise<ReadingFigures[]> {
  await bookFifth(bench)
  const figures: ReadingFigures[] = []
  for (const reading of await readingsOf(bench)) {
    // a month of all doctors is no page: a few are enough
    const slow = reading.name.includes('days')
    figures.push(await measure(bench, reading, slow ? Math.ceil(readings / 10) : readings))
  }
  return figures
}

async function measure({ clinic }: BenchClinic, reading: Reading, times: number): Promise<ReadingFigures> {
  const bare = () => clinic.database.query({ name: `bare ${reading.name}`, ...reading.bare })
  const took = { verb: [] as number[], bare: [] as number[] }
  const cpu = { verb: 0, bare: 0 }
  let rows = 0
  for (let turn = -5; turn < times; turn++) {
    for (const which of turn % 2 ? (['verb', 'bare'] as const) : (['bare', 'verb'] as const)) {
      const before = process.cpuUsage()
      const milliseconds = await timed(async () => {
        if (which === 'verb') rows = (await reading.verb()).length
        else await bare()
      })
      const { user, system } = process.cpuUsage(before)
      // the first ones prepare statements
      if (turn < 0) continue
      took[which].push(milliseconds)
      cpu[which] += (user + system) / 1000 / times
    }
  }
  const [verb, plain] = [round(median(took.verb)), round(median(took.bare))]
  const cpus = { verbCpu: round(cpu.verb), bareCpu: round(cpu.bare) }
  return { name: reading.name, rows, verb, bare: plain, ...cpus, ratio: round(verb / plain) }
}

async function readingsOf({ clinic }: BenchClinic): Promise<Reading[]> {
  const { rows } = await clinic.database.query<{ doctor: string; from: string; to: string; end: string }>(
    `select (select id from doctor order by name offset 50 limit 1) as doctor, (today + 7)::text as from,
       (today + 13)::text as to, (today + 28)::text as end
     from (select (now() at time zone 'Europe/Berlin')::date as today) as t`,
  )
  const { doctor = '', from = '', to = '', end = '' } = rows[0] ?? {}
  const memberships = [{ clinicId: clinic.id, role: 'staff' as const }]
  const desk: Actor = { kind: 'account', accountId: doctor, operator: false, memberships }
  const free = async (wishes: object) =>
    (await listFreeSlots(clinic, anonymous, { limit: 100, ...wishes })).items
  const calendar = async (range: { from: string; to: string; doctor?: string[] }) =>
    (await showCalendar(clinic, desk, range)).doctors.flatMap(({ slots }) => slots)
  const ofDoctor = {
    text: `select ${slot} from slot where doctor_id = $1 and local_date between $2 and $3 order by starts_at`,
    values: [doctor, from, to],
  }
  const ofDay = {
    text: `select ${slot} from slot where local_date = $1 order by doctor_id, starts_at`,
    values: [from],
  }
  const page = {
    text: `select ${slot} from slot where state = 'open' and starts_at > now() order by starts_at, id limit 101`,
    values: [],
  }
  const month = { text: `select local_date, count(*) from slot where state = 'open' group by 1`, values: [] }
  return [
    { name: 'a doctor’s week, free', verb: () => free({ from, to, doctor: [doctor] }), bare: ofDoctor },
    {
      name: 'a doctor’s week, free for an hour',
      verb: () => free({ from, to, doctor: [doctor], visitType: 'visit-60' }),
      bare: ofDoctor,
    },
    {
      name: 'a doctor’s week, calendar',
      verb: () => calendar({ from, to, doctor: [doctor] }),
      bare: ofDoctor,
    },
    { name: 'a clinic’s day, calendar', verb: () => calendar({ from, to: from }), bare: ofDay },
    { name: 'a month, first 100 free', verb: () => free({ to: end }), bare: page },
    {
      name: 'a month, first 100 free for an hour',
      verb: () => free({ to: end, visitType: 'visit-60' }),
      bare: page,
    },
    {
      name: 'the first of each doctor',
      verb: () => listFirstSlots(clinic, anonymous, { visitType: 'visit-30' }),
      bare: page,
    },
    { name: 'a month’s days', verb: () => listFreeDays(clinic, anonymous, { to: end }), bare: month },
    {
      name: 'a month’s days, for a half hour',
      verb: () => listFreeDays(clinic, anonymous, { to: end, visitType: 'visit-30' }),
      bare: month,
    },
  ]
}

async function bookFifth({ owner }: BenchClinic): Promise<void> {
  await owner.query(
    `with patient as (
       insert into known_patient (patient_id, consented_at) values (uuidv7(), now()) returning patient_id
     ), booked as (
       select s.*, uuidv7() as visit, uuidv7() as time from (
         select *, row_number() over (order by md5(id::text)) as nth from slot) s where nth % 5 = 0
     ), times as (
       insert into doctor_time (id, doctor_id, occupied)
       select time, doctor_id, tstzrange(starts_at, ends_at) from booked
     ), visits as (
       insert into appointment (id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id, local_date,
         starts_at, ends_at, status, booked_by)
       select visit, visit::text, doctor_id, (select id from visit_type where code = 'visit-30'), patient_id, time,
         local_date, starts_at, ends_at, 'booked', 'bench' from booked, patient
     ), seats as (
       insert into appointment_slot (slot_id, seat, appointment_id) select id, 1, visit from booked
     )
     update slot set taken = 1 where id in (select id from booked)`,
  )
  await owner.query('analyze slot, doctor_time, appointment, appointment_slot')
}
