import { eventually } from '@polyclinic/postgres/testing'
import { expect } from 'vitest'
import { atTheDesk, canary, child, later, told } from '../canary.ts'
import type { Aviary } from '../open-aviary.ts'
import { mailed } from './mailed.ts'

interface Seen {
  readonly token: string
  readonly patientId: string
  readonly visit: { readonly id: string; readonly doctor: { readonly id: string } }
}

/** All that a clinic does with a patient: finds, calls, writes down, blocks, registers twice, exports, invites. */
export async function beSeenAtDesk(aviary: Aviary, seen: Seen): Promise<void> {
  const { service } = aviary
  const desk = { clinic: 'alpha', token: (await service.member('alpha', 'staff')).token }
  const admin = { clinic: 'alpha', token: (await service.member('alpha', 'clinic_admin')).token }
  await beWrittenAbout(aviary, seen, admin)
  await beFound(aviary, seen, desk)
  await beRegisteredTwice(aviary, seen, desk)
  await beExported(aviary, admin)
  await beInvited(aviary, seen)
  await readOwnData(aviary, seen)
}

type Place = { readonly clinic: string; readonly token: string }

async function beFound({ ask }: Aviary, { patientId }: Seen, desk: Place): Promise<void> {
  const find = (search: string) => ask('listKnownPatients', { ...desk, query: { search } })
  for (const search of [canary.name, later.phone, 'canary quet']) {
    expect((await find(search)).text).toContain(patientId)
  }
  await find(canary.name.repeat(10))
  await ask('listKnownPatients', { ...desk, query: { cursor: canary.name } })
  const known = { ...desk, params: { patient: patientId } }
  await ask('editKnownPatient', { ...known, body: { name: canary.name }, ifMatch: '"1"' })
  const { etag } = (await ask('showKnownPatient', known)).headers
  const body = { reason: told.blocking }
  const blocked = await ask('blockPatient', { ...known, body, ifMatch: etag })
  expect([blocked.status, blocked.body.blockedReason]).toEqual([200, told.blocking])
  await ask('blockPatient', { ...known, body, ifMatch: etag })
  await ask('unblockPatient', { ...known, ifMatch: blocked.headers.etag })
  expect((await ask('blockPatient', { ...known, body, ifMatch: '"3"' })).status).toBe(200)
}

async function beWrittenAbout({ ask, service }: Aviary, { visit, patientId }: Seen, admin: Place) {
  const doctor = { clinic: 'alpha', token: (await service.doctor('alpha', visit.doctor.id)).token }
  const notes = { ...doctor, params: { appointment: visit.id }, body: { text: told.notes } }
  await ask('keepNotes', { ...notes, token: admin.token, ifMatch: '"0"' })
  expect((await ask('keepNotes', { ...notes, ifMatch: '"0"' })).status).toBe(200)
  await ask('keepNotes', { ...notes, ifMatch: '"0"' })
  await ask('keepNotes', { ...notes, body: { text: told.notes.repeat(400) }, ifMatch: '"1"' })
  const [, , , , , , slot] = await service.freeSlots('alpha', 7)
  const walkIn = {
    doctorId: slot?.doctor.id,
    startsAt: slot?.startsAt,
    visitType: 'consultation',
    patientId,
    reason: told.otherReason,
    justification: told.justification,
  }
  const headers = { 'idempotency-key': 'a-walk-in' }
  expect((await ask('overrideAppointment', { ...admin, headers, body: walkIn })).status).toBe(201)
  const bad = { ...walkIn, startsAt: canary.birthDate, name: canary.name }
  await ask('overrideAppointment', { ...admin, headers, body: bad })
}

/** Under the canary's own address, who says that it is them; then as a stranger whom the desk corrects. */
async function beRegisteredTwice({ ask, service }: Aviary, { token }: Seen, desk: Place): Promise<void> {
  const register = (body: object, key: string) =>
    ask('registerKnownPatient', {
      ...desk,
      headers: { 'idempotency-key': key },
      body: { consent: true, ...body },
    })
  expect((await register({ ...atTheDesk, email: later.email }, 'twice')).status).toBe(201)
  await register({ ...atTheDesk, email: canary.email }, 'twice')
  await register({ ...atTheDesk, consent: canary.name }, 'bad')
  const stranger = await register({ ...atTheDesk, birthDate: child.birthDate }, 'stranger')
  const params = { patient: stranger.body.id }
  await ask('editKnownPatient', {
    ...desk,
    params,
    body: { phone: canary.phone },
    ifMatch: stranger.headers.etag,
  })
  const { items } = (await ask('listOwnMergeProposals', { token })).body
  const proposal = items.find(({ reason }) => reason === 'same-email')
  const accepted = await ask('acceptOwnMerge', { token, params: { proposal: proposal?.id ?? '' } })
  expect(accepted.status).toBe(200)
  const inside = service.fleet.asSuperuser((await service.clinic('alpha')).databaseName)
  await eventually(
    async () => (await inside.query(`select from known_patient where state = 'merged'`)).rowCount === 1,
    { withinMilliseconds: 20_000 },
  )
}

async function beExported({ ask }: Aviary, admin: Place): Promise<void> {
  const day = (off: number) => new Date(Date.now() + off * 86_400_000).toISOString().slice(0, 10)
  const table = await ask('exportAppointments', { ...admin, query: { from: day(-1), to: day(3) } })
  expect([table.status, table.text.includes(canary.name)]).toEqual([200, true])
  expect((await ask('exportPatients', admin)).text).toContain(later.email)
  await ask('exportAppointments', { ...admin, query: { from: canary.name, to: canary.birthDate } })
  expect((await ask('listAudit', admin)).status).toBe(200)
}

async function beInvited(aviary: Aviary, { token }: Seen): Promise<void> {
  const { ask, service } = aviary
  const admin = { clinic: 'beta', token: (await service.member('beta', 'clinic_admin')).token }
  const body = { email: later.email, role: 'staff' }
  expect((await ask('inviteMember', { ...admin, body })).status).toBe(201)
  await ask('inviteMember', { ...admin, body })
  await ask('inviteMember', { ...admin, body: { ...body, email: canary.name, doctor: canary.email } })
  const invitation = (await mailed(aviary, later.email, 'invitation')).token
  await ask('acceptInvitation', { token: admin.token, body: { token: invitation } })
  expect((await ask('acceptInvitation', { token, body: { token: invitation } })).status).toBe(200)
}

async function readOwnData({ ask }: Aviary, { token, visit }: Seen): Promise<void> {
  const json = await ask('exportOwnData', { token })
  expect([json.status, json.text.includes(told.reason)]).toEqual([200, true])
  expect((await ask('exportOwnData', { token, query: { format: 'html' } })).text).toContain(canary.name)
  const params = { appointment: visit.id }
  expect((await ask('showCalendarEntry', { clinic: 'alpha', token, params })).status).toBe(200)
  expect((await ask('listAccesses', { token })).status).toBe(200)
}
