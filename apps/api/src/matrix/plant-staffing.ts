import type { Kind, Planted } from './records.ts'
import type { At } from './plant-visits.ts'

/** What the clinic keeps: one of each kind, and one below each doctor. */
export async function plantStaffing(at: At): Promise<Planted[]> {
  const { service, slug, desk, doctors } = at
  const to = { clinic: slug, token: desk.token }
  const firstOf = async (kind: Kind, id: FirstOf): Promise<Planted> => {
    const { body } = await service.ask(id, to)
    const [first] = body.items as { id: string }[]
    return { kind, clinic: slug, id: first?.id ?? '' }
  }
  const closure = await service.ask('createClosure', {
    ...to,
    body: { firstDay: '2190-01-01', lastDay: '2190-01-01' },
  })
  const template = await service.ask('createNoticeTemplate', {
    ...to,
    body: { kind: 'booked', language: 'en', channel: 'sms', body: 'See you on {{date}}' },
  })
  const below = await Promise.all(doctors.map((doctor) => belowDoctor(at, doctor)))
  return [
    await firstOf('specialty', 'listSpecialties'),
    await firstOf('visit type', 'listVisitTypeRecords'),
    await firstOf('opening hours', 'listAllOpeningHours'),
    await firstOf('shift', 'listShifts'),
    { kind: 'closure', clinic: slug, id: closure.body.id },
    { kind: 'notice template', clinic: slug, id: template.body.id },
    ...doctors.map((id): Planted => ({ kind: 'doctor', clinic: slug, id, doctorId: id })),
    ...below.flat(),
  ]
}

type FirstOf = 'listSpecialties' | 'listVisitTypeRecords' | 'listAllOpeningHours' | 'listShifts'

async function belowDoctor({ service, slug, desk }: At, doctor: string): Promise<Planted[]> {
  const to = { clinic: slug, token: desk.token, params: { doctor } }
  const shifts = await service.ask('listAssignments', to)
  const override = await service.ask('createOverride', { ...to, body: { date: '2190-01-02', hours: [] } })
  const common = { clinic: slug, parent: doctor, doctorId: doctor }
  return [
    { ...common, kind: 'assignment', id: shifts.body.items[0]?.id ?? '' },
    { ...common, kind: 'override', id: override.body.id },
  ]
}
