import { type ClinicStaffing, weekdays } from '@polyclinic/contract'
import { anonymous } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Clinic } from '../clinic.ts'
import { aMember, openTestClinic, smallStaffing, type TestClinic } from '../testing/open-test-clinic.ts'
import { listFirstSlots } from './list-first-slots.ts'
import { listFreeDays } from './list-free-days.ts'
import { listFreeSlots } from './list-free-slots.ts'
import { showCalendar } from './show-calendar.ts'

interface PlanLine {
  [column: string]: unknown
  'QUERY PLAN': string
}

interface Statement {
  text: string
  values: unknown[]
}

const doctors: ClinicStaffing['doctors'] = Array.from({ length: 100 }, (_, nth) => ({
  name: `Doctor ${String(nth).padStart(3, '0')}`,
  languages: ['en'],
  specialty: nth % 10 ? 'family-medicine' : 'pediatrics',
  shifts: [{ shift: 'morning', weekdays: [...weekdays] }],
}))

let clinic: TestClinic
let doctor: string
beforeAll(async () => {
  const specialties = [...smallStaffing.specialties, { code: 'pediatrics', name: 'Pediatrics' }]
  // what is too soon would be judged and left out, more or fewer by the time of day
  const policy = { minimumNoticeMinutes: 0 }
  clinic = await openTestClinic({ staffing: { doctors, specialties }, policy })
  const { rows } = await clinic.database.query<{ id: string }>('select id from doctor order by name')
  doctor = rows[50]?.id ?? ''
  // one of each morning's eight is booked
  await clinic.owner.query(
    `with patient as (
       insert into known_patient (patient_id, consented_at) values (uuidv7(), now()) returning patient_id
     ), booked as (
       select s.*, uuidv7() as visit, uuidv7() as time from slot s
       where (starts_at at time zone 'Europe/Berlin')::time = '10:00'
     ), times as (
       insert into doctor_time (id, doctor_id, occupied)
       select time, doctor_id, tstzrange(starts_at, ends_at) from booked
     ), visits as (
       insert into appointment (id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id, local_date,
         starts_at, ends_at, status, booked_by)
       select visit, visit::text, doctor_id, (select id from visit_type where code = 'consultation'), patient_id, time,
         local_date, starts_at, ends_at, 'booked', 'test' from booked, patient
     ), seats as (
       insert into appointment_slot (slot_id, seat, appointment_id) select id, 1, visit from booked
     )
     update slot set taken = 1 where id in (select id from booked)`,
  )
})
afterAll(() => clinic[Symbol.asyncDispose]())

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const week = { from: day(2), to: day(8) }

/** The same clinic, and what is asked of its database. */
function watched(): { clinic: Clinic; statements: Statement[] } {
  const statements: Statement[] = []
  const query: Queryable['query'] = (asked, values) => {
    if (typeof asked === 'string') statements.push({ text: asked, values: values ?? [] })
    else statements.push({ text: asked.text, values: asked.values ?? [] })
    return clinic.database.query(asked, values)
  }
  return { clinic: { ...clinic, database: { ...clinic.database, query } }, statements }
}

const readings: [string, (clinic: Clinic) => Promise<{ length: number }>, number][] = [
  [
    'a doctor’s free week',
    async (of) => (await listFreeSlots(of, anonymous, { ...week, doctor: [doctor], limit: 100 })).items,
    49,
  ],
  [
    'a doctor’s free week for a visit of two slots',
    async (of) => {
      const wishes = { ...week, doctor: [doctor], visitType: 'long-visit', limit: 100 }
      return (await listFreeSlots(of, anonymous, wishes)).items
    },
    35,
  ],
  [
    'the first page of a clinic’s day with a hundred doctors',
    async (of) => (await listFreeSlots(of, anonymous, { from: day(3), to: day(3), limit: 100 })).items,
    100,
  ],
  [
    'a doctor’s week on the desk’s calendar',
    async (of) => {
      const shown = await showCalendar(of, aMember(clinic, 'staff'), { ...week, doctor: [doctor] })
      return shown.doctors.flatMap(({ slots }) => slots)
    },
    56,
  ],
  [
    'a clinic’s day with a hundred doctors on the desk’s calendar',
    async (of) => {
      const shown = await showCalendar(of, aMember(clinic, 'staff'), { from: day(3), to: day(3) })
      return shown.doctors.flatMap(({ slots }) => slots)
    },
    800,
  ],
  ['the first free slot of a hundred doctors', (of) => listFirstSlots(of, anonymous, {}), 100],
  [
    'the free days of a doctor',
    (of) => listFreeDays(of, anonymous, { ...week, doctor: [doctor], visitType: 'consultation' }),
    7,
  ],
]

describe('reading', () => {
  test.each(readings)('%s is one statement', async (_, read, found) => {
    const { clinic: of, statements } = watched()
    expect(await read(of)).toHaveLength(found)
    // what names patients is on the record besides
    expect(statements.filter(({ text }) => !text.includes('audit_entry'))).toHaveLength(1)
  })

  // nobody analyses a small table, and what is asked often is planned for all callers alike
  test.each(readings)('%s goes by an index, before anybody has analysed anything', goesByIndex)

  describe('once all is analysed', () => {
    beforeAll(async () => {
      await clinic.owner.query('analyze')
    })
    test.each(readings)('%s goes by an index', goesByIndex)
  })
})

async function goesByIndex(_: string, read: (clinic: Clinic) => Promise<unknown>): Promise<void> {
  const { clinic: of, statements } = watched()
  await read(of)
  const statement = statements[0] ?? { text: '', values: [] }
  for (const plan of [await planOf(statement), await genericPlanOf(statement)]) {
    expect(plan).toMatch(/Index (Only )?Scan (using|on) slot_\w+/)
    expect(plan).not.toMatch(/Seq Scan on (slot|appointment|doctor_time)\b/)
  }
}

test('a page of a month of a hundred doctors is judged as far as it is long', async () => {
  const { clinic: of, statements } = watched()
  const { items } = await listFreeSlots(of, anonymous, { visitType: 'consultation', limit: 100 })
  expect(items).toHaveLength(100)
  const [statement = { text: '', values: [] }] = statements
  const plan = await planOf(statement, 'analyze, timing off, ')
  const passed = [...plan.matchAll(/on slot s .*actual rows=(\d+)/g)].map(([, rows]) => Number(rows))
  expect(Math.max(...passed)).toBeLessThan(200)
  expect(passed.length).toBeGreaterThan(0)
})

async function planOf({ text, values }: Statement, options = ''): Promise<string> {
  const { rows } = await clinic.owner.query<PlanLine>(`explain (${options}costs off) ${text}`, values)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

/** What a prepared statement that is asked often gets. */
async function genericPlanOf({ text }: Statement): Promise<string> {
  const { rows } = await clinic.owner.query<PlanLine>(`explain (generic_plan, costs off) ${text}`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}
