import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFreeSlots } from '../availability/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { appointmentTransitions } from './appointment-transitions.ts'
import { bookAppointment } from '../booking/index.ts'

let clinic: TestClinic
beforeAll(async () => {
  clinic = await openTestClinic()
})
afterAll(() => clinic[Symbol.asyncDispose]())

const allowed = Object.entries(appointmentTransitions).flatMap(([from, tos]) =>
  tos.map((to) => `${from} → ${to}`),
)

describe('the moves between statuses', () => {
  test('are the same in the database as in the code', async () => {
    const { rows } = await clinic.database.query<{ move: string }>(
      `select from_status || ' → ' || to_status as move from appointment_transition`,
    )
    expect(rows.map(({ move }) => move).sort()).toEqual(allowed.sort())
  })

  test('are the only ones that the database lets through', async () => {
    const { items } = await listFreeSlots(clinic, { kind: 'anonymous' }, { limit: 1 })
    const request = { slotId: items[0]?.id ?? '', visitType: 'consultation' }
    const { id } = await bookAppointment(clinic, aPatient(), request, bookingContext(clinic))
    const { rows } = await clinic.owner.query<{ doctorTimeId: string }>(
      'select doctor_time_id as "doctorTimeId" from appointment',
    )
    const doctorTime = rows[0]?.doctorTimeId ?? ''
    const statuses = Object.keys(appointmentTransitions)
    for (const from of statuses) {
      for (const to of statuses.filter((status) => status !== from)) {
        const moved = await moves(id, doctorTime, from, to)
        expect(moved, `${from} → ${to}`).toBe(allowed.includes(`${from} → ${to}`))
      }
    }
  })
})

/** Whether the runtime may take the appointment from one status to the other. */
async function moves(id: string, doctorTime: string, from: string, to: string): Promise<boolean> {
  await clinic.owner.transaction(async (tx) => {
    await tx.query('alter table appointment disable trigger appointment_transition')
    await tx.query(putStatus, [id, from, doctorTime])
    await tx.query('alter table appointment enable trigger appointment_transition')
  })
  try {
    await clinic.database.query(putStatus, [id, to, doctorTime])
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: '23514', constraint: 'appointment_transition' })
    return false
  }
}

const putStatus = `update appointment set status = $2,
  doctor_time_id = case when $2 in ('cancelled', 'entered-in-error') then null else $3::uuid end where id = $1`
