import { randomUUID } from 'node:crypto'
import type { Question } from '../testing/ask-over-http.ts'
import { places, type World } from './plant-world.ts'
import { once } from './plant-visits.ts'
import type { Kind } from './records.ts'
import type { RouteId } from './route-ids.ts'

/** What a body names beside the cell's own target: a second way to another clinic's records. */
export function bodiesThatName(world: World): [RouteId, Kind, (id: string) => Question][] {
  const own = (kind: Kind) => idAt(world, places.own, kind)
  const time = { visitType: 'consultation', patientId: own('patient') }
  const override = { ...time, startsAt: '2199-01-01T12:07:00Z', justification: 'A walk-in' }
  const appointment = { params: { appointment: own('appointment') }, ifMatch: '"1"' }
  return [
    [
      'proposeMerge',
      'duplicate',
      (duplicate) => ({ params: { patient: own('patient') }, body: { duplicate } }),
    ],
    ['inviteMember', 'doctor', (doctor) => ({ body: { email: 'a@people.test', role: 'doctor', doctor } })],
    ['rescheduleAppointment', 'slot', (slotId) => ({ ...appointment, body: { slotId } })],
    ['bookAppointment', 'slot', (slotId) => ({ headers: once(), body: { ...time, slotId } })],
    ['holdSlot', 'slot', (slotId) => ({ headers: once(), body: { ...time, slotId } })],
    ['overrideAppointment', 'doctor', (doctorId) => ({ headers: once(), body: { ...override, doctorId } })],
    [
      'createAssignment',
      'shift',
      (shift) => ({ params: { doctor: own('doctor') }, body: { shift, weekdays: ['monday'] } }),
    ],
    [
      'generateSlots',
      'doctor',
      (doctor) => ({ body: { from: '2199-01-01', to: '2199-01-01', doctors: [doctor] } }),
    ],
  ]
}

/** What the admin of one clinic is told of another one's record, and of none. */
export async function askInside(
  world: World,
  [route, kind, question]: ReturnType<typeof bodiesThatName>[number],
) {
  const to = { clinic: places.own, token: world.people.admin.token }
  const [foreign, absent] = [idAt(world, places.other, kind), randomUUID()]
  return {
    foreign: await world.service.ask(route, { ...to, ...question(foreign) }),
    absent: await world.service.ask(route, { ...to, ...question(absent) }),
  }
}

const idAt = ({ records }: World, clinic: string, kind: Kind): string =>
  records.find((record) => record.kind === kind && record.clinic === clinic)?.id ?? ''
