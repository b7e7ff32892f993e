import { readdir } from 'node:fs/promises'
import { type FreeSlot, type Routes, routes } from '@polyclinic/contract'
import { anchorsOf, verifyControlAudit } from '@polyclinic/control'
import { type Action, policy, routePolicy } from '@polyclinic/guard'
import { type OpenDatabase, verifyAuditChain } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Question } from './testing/ask-over-http.ts'
import { testPassword } from './testing/test-people.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
let clinicDatabase: OpenDatabase
let controlDatabase: OpenDatabase
let clinicId: string
let patient: Awaited<ReturnType<TestService['patient']>>
let staff: Awaited<ReturnType<TestService['member']>>
let admin: Awaited<ReturnType<TestService['member']>>
let slots: FreeSlot[]
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  const { rows } = await service.fleet.provisioner.database.query<{ id: string; database: string }>(
    "select id, database_name as database from clinic where slug = 'alpha'",
  )
  clinicId = rows[0]?.id ?? ''
  clinicDatabase = service.fleet.asSuperuser(rows[0]?.database ?? '')
  controlDatabase = service.fleet.asSuperuser(service.fleet.name)
  // what is booked can be changed, whatever the time of day
  await clinicDatabase.query(
    'update clinic_profile set cancel_until_minutes = 0, reschedule_until_minutes = 0',
  )
  patient = await service.patient()
  staff = await service.member('alpha', 'staff')
  admin = await service.member('alpha', 'clinic_admin')
  slots = await service.freeSlots('alpha', 200)
})
afterAll(() => service[Symbol.asyncDispose]())

interface Entry {
  id: string
  actor: string
  capacity: string
  purpose: string
  kind: string
  object_type: string
  object_id: string | null
  patient_id: string | null
}

async function entriesOf(database: OpenDatabase): Promise<Entry[]> {
  return (await database.query<Entry>('select * from audit_entry order by at, id')).rows
}

/** What lies behind these is nobody's data: places, calendars, accounts of staff, the service itself. */
const silent: readonly Action[] = [
  'service.look-up',
  'clinic.look-up',
  'slot.search',
  'search.ask',
  'calendar.generate',
  'staffing.read',
  'staffing.edit',
  'availability.read',
  // displaced appointments leave their events; the edits themselves name no patient
  'availability.edit',
  'policy.read',
  'policy.edit',
  // endpoints, and which event reached them when
  'webhook.manage',
  // the clinic's own words
  'notice-template.keep',
  // recorded as what is done by the link: see notice-links.test.ts
  'link.open',
  'account.register',
  'account.sign-in',
  // where an address is the patient's too, its confirmation is recorded beside this
  'account.edit-own',
  'operator.read',
  // identifiers and days, nothing of a patient
  'live.follow',
  // sums alone
  'figures.read',
  // a job names nobody
  'job.manage',
  // one's own way in: no patient's data is behind it
  'account.prove-address',
  'session.refresh',
  'session.manage',
  'second-factor.provide',
  'second-factor.manage',
  // who has erased whom is told by nothing but a number
  'erasure.follow',
  // whose names are those of the staff; each change of a role is recorded all the same
  'member.manage',
  'invitation.accept',
  'clinic.staff',
  'clinic.onboard',
  'clinic.edit',
  'clinic.archive',
  'clinic.migrate',
]
const exercised = new Set<string>()
let keys = 0
const key = () => ({ 'idempotency-key': `audited-${++keys}` })
const aSlot = () => {
  const slot = slots.shift()
  if (!slot) throw new Error('no slot is left')
  return slot
}

/** Asks, and holds what is recorded afterwards against who asked. */
async function recorded<Id extends keyof Routes>(
  id: Id,
  question: Question & { by?: { accountId: string; token: string }; of?: string; inControl?: boolean } = {},
) {
  const {
    by = patient,
    of = patient.patientId,
    inControl = routes[id].scope === 'service',
    ...rest
  } = question
  const database = inControl ? controlDatabase : clinicDatabase
  const before = new Set((await entriesOf(database)).map((entry) => entry.id))
  const reply = await service.ask(id, { clinic: 'alpha', token: by.token, ...rest })
  expect([id, reply.status, reply.text.slice(0, 200)]).toEqual([
    id,
    expect.toSatisfy((s) => s < 300),
    expect.anything(),
  ])
  const left = (await entriesOf(database)).filter((entry) => !before.has(entry.id))
  expect([id, left]).toEqual([
    id,
    expect.arrayContaining([
      expect.objectContaining({
        actor: `account:${by.accountId}`,
        capacity: expect.toSatisfy(
          (word) => word in { patient: 1, guardian: 1, desk: 1, doctor: 1, staff: 1, clinic_admin: 1 },
        ),
        purpose: expect.toSatisfy((word) => word in policy),
        object_type: expect.any(String),
        patient_id: of,
      }),
    ]),
  ])
  exercised.add(id)
  return reply
}

const book = async (over: object = {}) =>
  (
    await service.ask('bookAppointment', {
      clinic: 'alpha',
      token: patient.token,
      ...service.booking(aSlot()),
      ...over,
    })
  ).body
const one = (appointment: { id: string; version: number }) => ({
  params: { appointment: appointment.id },
  ifMatch: `"${appointment.version}"`,
})

describe('every way to a patient’s data is recorded:', () => {
  it('bookings and holds', async () => {
    const visit = (await recorded('bookAppointment', service.booking(aSlot(), 'a reason'))).body
    for (const id of ['showAppointment', 'showHistory', 'listAlternatives', 'showCalendarEntry'] as const) {
      await recorded(id, { params: { appointment: visit.id } })
      await recorded(id, { params: { appointment: visit.id }, by: staff })
    }
    await recorded('listAppointments', { by: staff })
    const moved = await recorded('rescheduleAppointment', { ...one(visit), body: { slotId: aSlot().id } })
    await recorded('cancelAppointment', one(moved.body))
    await recorded('cancelWithReason', { ...one(await book()), body: { reason: 'ill' } })
    const wish = { body: { slotId: aSlot().id, visitType: 'consultation' }, headers: key() }
    const hold = (await recorded('holdSlot', wish)).body
    await recorded('holdSlot', wish)
    for (const id of ['showHold', 'renewHold', 'releaseHold'] as const)
      await recorded(id, { params: { hold: hold.id } })
    const later = service.booking(aSlot())
    const noted = await recorded('bookAppointment', {
      ...later,
      headers: { ...later.headers, prefer: 'respond-async' },
    })
    await recorded('showBookingRequest', { params: { request: (noted.body as { id: string }).id } })
    expect(exercised).toContain('showBookingRequest')
  })

  it('what the desk does', async () => {
    const walkIn = async (by = staff) =>
      (
        await recorded('overrideAppointment', {
          by,
          headers: key(),
          body: {
            doctorId: aSlot().doctor.id,
            startsAt: new Date(Math.floor(Date.now() / 60_000) * 60_000 - 600_000).toISOString(),
            visitType: 'consultation',
            patientId: patient.patientId,
            justification: 'it hurts',
          },
        })
      ).body
    const here = (await recorded('arrive', { ...one(await walkIn(admin)), by: staff })).body
    const back = (await recorded('reinstate', { ...one(here), by: staff })).body
    await recorded('fulfil', { ...one(back), by: staff })
    await recorded('noShow', { ...one(await walkIn(admin)), by: staff })
    await clinicDatabase.query("update clinic_profile set confirmation = 'by_staff'")
    await recorded('confirmAppointment', { ...one(await book()), by: staff })
    await clinicDatabase.query("update clinic_profile set confirmation = 'automatic'")
    const visit = await book()
    const range = { from: visit.localDate, to: visit.localDate }
    await recorded('showCalendar', { query: range, by: staff })
    const closure = { firstDay: visit.localDate, lastDay: visit.localDate }
    await recorded('previewCalendar', { by: admin, body: { change: 'closure', to: closure } as object })
    await service.ask('createClosure', { clinic: 'alpha', token: admin.token, headers: key(), body: closure })
    slots = slots.filter(({ localDate }) => localDate !== visit.localDate)
    await recorded('listDisplaced', { by: staff })
    const known = { params: { patient: patient.patientId }, by: staff }
    const { body } = await recorded('showKnownPatient', known)
    const blocked = await recorded('blockPatient', { ...known, ifMatch: `"${body.version}"`, body: {} })
    await recorded('unblockPatient', { ...known, ifMatch: `"${blocked.body.version}"` })
    await recorded('listVisitNotices', { params: { appointment: visit.id }, by: staff })
    const message = { kind: 'message', patient: patient.patientId, subject: 'Papers', text: 'Bring them' }
    await recorded('sendNotification', { by: staff, headers: key(), body: message } as object)
    await recorded('listAudit', { by: admin, query: { patient: patient.patientId } })
    expect(exercised).toContain('listAudit')
  })

  it('the waitlist', async () => {
    const far = { from: '2190-01-01', to: '2190-01-31', visitType: 'consultation' }
    const entry = (await recorded('joinWaitlist', { headers: key(), body: far })).body
    await recorded('listWaitlist', { by: staff })
    await recorded('showWaitlistEntry', { params: { entry: entry.id } })
    await recorded('leaveWaitlist', { params: { entry: entry.id } })
    const day = aSlot().localDate
    const near = { headers: key(), body: { ...far, from: day, to: day } }
    const offered = (await recorded('joinWaitlist', near)).body
    expect(offered.state).toBe('offered')
    await recorded('declineOffer', { params: { entry: offered.id } })
    const next = (await recorded('joinWaitlist', { ...near, headers: key() })).body
    await recorded('acceptOffer', { params: { entry: next.id }, headers: key() })
    slots = await service.freeSlots('alpha', 200)
  })

  it('what the service keeps', async () => {
    await recorded('me')
    const child = { name: 'Max Body' }
    const before = new Set((await entriesOf(controlDatabase)).map(({ id }) => id))
    const added = await service.ask('addDependent', { token: patient.token, body: child })
    const [entry] = (await entriesOf(controlDatabase)).filter(({ id }) => !before.has(id))
    expect(entry).toMatchObject({ capacity: 'guardian', kind: 'write', patient_id: added.body.id })
    exercised.add('addDependent')
    await recorded('listDependents', { of: added.body.id })
    const theirs = { params: { dependent: added.body.id }, of: added.body.id }
    const { body: dependent } = await recorded('showDependent', theirs)
    const renamed = { ifMatch: `"${dependent.version}"`, body: { name: 'Maxi Body' } }
    await recorded('editDependent', { ...theirs, ...renamed })
    await recorded('removeDependent', theirs)
    await recorded('listAccesses')
    const visit = await book()
    await recorded('listOwnAppointments')
    await recorded('listOwnWaitlist')
    await recorded('findOverlaps', { query: { startsAt: visit.startsAt, endsAt: visit.endsAt } })
    const { body: feed } = await recorded('addFeed', { body: { kind: 'patient', name: 'On my phone' } })
    await recorded('listFeeds')
    await recorded('showFeed', { params: { token: feed.url.split('/').at(-2) ?? '' } })
    await recorded('endFeed', { params: { feed: feed.id } })
    const { body: own } = await recorded('showOwnPatient')
    await recorded('editOwnPatient', { ifMatch: `"${own.version}"`, body: { phone: '+4930123456' } })
    await recorded('showNoticePreferences')
    await recorded('editNoticePreferences', { ifMatch: '"0"', body: { reminders: false } })
    await recorded('exportOwnData')
  })

  it('what the desk knows of patients, and the notes of their doctors', async () => {
    await recorded('listKnownPatients', { by: staff, query: { search: 'Some' } })
    const registration = {
      headers: key(),
      body: { name: 'Some Duplicate', phone: '+4930123456', consent: true },
    }
    const before = new Set((await entriesOf(clinicDatabase)).map(({ id }) => id))
    const registered = await service.ask('registerKnownPatient', {
      ...registration,
      ...{ clinic: 'alpha', token: staff.token },
    } as object)
    expect(registered.status).toBe(201)
    const left = (await entriesOf(clinicDatabase)).filter(({ id }) => !before.has(id))
    expect(left).toMatchObject([
      { purpose: 'patient.register', patient_id: registered.body.id, kind: 'write' },
    ])
    exercised.add('registerKnownPatient')
    const duplicate = { params: { patient: registered.body.id }, by: staff, of: registered.body.id }
    const edit = { ifMatch: `"${registered.body.version}"`, body: { name: 'Same Duplicate' } }
    await recorded('editKnownPatient', { ...duplicate, ...edit })
    const visit = await book()
    await recorded('exportPatients', { by: admin })
    const range = { from: visit.localDate, to: visit.localDate }
    await recorded('exportAppointments', { by: admin, query: range })
    const doctor = await service.doctor('alpha', visit.doctor.id)
    const about = { params: { appointment: visit.id }, by: doctor }
    await recorded('keepNotes', { ...about, ifMatch: '"0"', body: { text: 'A sprain' } })
    await recorded('showNotes', about)
  })

  it('what may be one patient, whoever decides it', async () => {
    const proposed = async () => {
      const form = { name: 'Some Body', email: patient.email, consent: true }
      const { body } = await service.ask('registerKnownPatient', {
        ...{ clinic: 'alpha', token: staff.token, headers: key(), body: form },
      } as object)
      const { body: own } = await service.ask('listOwnMergeProposals', { token: patient.token })
      return { duplicate: body.id, proposal: own.items.at(-1)?.id ?? '' }
    }
    const [one, two] = [await proposed(), await proposed()]
    await recorded('listOwnMergeProposals', { of: one.duplicate })
    await recorded('acceptOwnMerge', { params: { proposal: one.proposal }, of: one.duplicate })
    await recorded('declineOwnMerge', { params: { proposal: two.proposal }, of: two.duplicate })
    const atDesk = async () => {
      const body = { name: 'No Account', consent: true }
      const question = { clinic: 'alpha', token: staff.token, headers: key(), body }
      return (await service.ask('registerKnownPatient', question as object)).body.id
    }
    for (const decide of ['acceptMerge', 'declineMerge'] as const) {
      const [kept, duplicate] = [await atDesk(), await atDesk()]
      const question = {
        params: { patient: kept },
        body: { duplicate },
        by: staff,
        of: duplicate,
        inControl: true,
      }
      const { body } = await recorded('proposeMerge', question as object)
      await recorded('listMergeProposals', { by: staff, of: duplicate, inControl: true })
      await recorded(decide, { params: { proposal: body.id }, by: staff, of: duplicate, inControl: true })
    }
    expect(exercised).toContain('declineMerge')
  })

  it('whoever is erased', async () => {
    const one = await service.patient()
    const child = await service.ask('addDependent', { token: one.token, body: { name: 'Max Body' } })
    const form = { by: one, body: { password: testPassword } }
    const { id } = child.body
    await recorded('eraseDependent', { ...form, params: { dependent: id }, of: id })
    await recorded('eraseOwnPatient', { ...form, of: one.patientId })
    expect(exercised).toContain('eraseOwnPatient')
  })

  it('and there is no further one', () => {
    const missing = Object.entries(routePolicy).filter(
      ([id, action]) => !silent.includes(action) && !exercised.has(id),
    )
    expect(missing).toEqual([])
  })
})

it('what anybody may look at leaves no entry', async () => {
  const before = [await entriesOf(clinicDatabase), await entriesOf(controlDatabase)]
  const open = Object.values(routes).filter((route) => route.access === 'public' && route.method === 'get')
  const { doctor, id: slot } = aSlot()
  for (const { id } of open) {
    await service.ask(id, {
      clinic: 'alpha',
      token: patient.token,
      params: { doctor: doctor.id, slot },
    })
  }
  expect(open.length).toBeGreaterThan(5)
  expect([await entriesOf(clinicDatabase), await entriesOf(controlDatabase)]).toEqual(before)
})

describe('who has read my data', () => {
  it('is told to the patient without names, newest first and page by page', async () => {
    const visit = await book()
    await service.ask('showAppointment', {
      clinic: 'alpha',
      token: staff.token,
      params: { appointment: visit.id },
    })
    const first = (await service.ask('listAccesses', { token: patient.token, query: { limit: 2 } })).body
    expect(first).toMatchObject({ missing: [], next: expect.any(String) })
    expect(first.items[0]).toEqual({
      at: expect.any(String),
      clinic: 'alpha',
      clinicName: 'Clinic alpha',
      kind: 'read',
      capacity: 'staff',
      purpose: 'appointment.read',
      title: 'Looking at a visit',
      object: 'appointment',
      own: false,
    })
    expect(first.items[1]).toMatchObject({ purpose: 'appointment.book', capacity: 'patient', own: true })
    const rest = await service.ask('listAccesses', {
      token: patient.token,
      query: { limit: 2, cursor: first.next ?? '' },
    })
    expect(rest.body.items.every(({ at }) => at <= (first.items[1]?.at ?? ''))).toBe(true)
    expect(JSON.stringify(first)).not.toContain(staff.accountId)
    const stranger = await service.ask('listAccesses', {
      token: (await service.patient()).token,
      query: { dependent: patient.patientId },
    })
    expect(stranger.problem.code).toBe('not-allowed')
  })

  it('is told at a clinic to its admin alone', async () => {
    for (const { token } of [staff, patient]) {
      expect((await service.ask('listAudit', { clinic: 'alpha', token })).problem.code).toBe('not-allowed')
    }
    const { items } = (
      await service.ask('listAudit', {
        clinic: 'alpha',
        token: admin.token,
        query: { actor: `account:${staff.accountId}`, patient: patient.patientId, limit: 1 },
      })
    ).body
    expect(items).toMatchObject([{ actor: `account:${staff.accountId}`, patientId: patient.patientId }])
  })
})

describe('a reading that the database does not record', () => {
  const spooled = () => readdir(service.config.auditSpool).catch(() => [])

  it('is answered, kept in the spool, and brought home', async () => {
    const visit = await book()
    const before = await entriesOf(clinicDatabase)
    await clinicDatabase.query('revoke insert on audit_entry from polyclinic_clinic_app')
    const reply = await service.ask('showAppointment', {
      clinic: 'alpha',
      token: staff.token,
      params: { appointment: visit.id },
    })
    expect(reply.status).toBe(200)
    expect(await spooled()).toHaveLength(1)
    expect(await entriesOf(clinicDatabase)).toEqual(before)
    await clinicDatabase.query(`grant insert (id, at, actor, capacity, purpose, kind, object_type, object_id, patient_id)
      on audit_entry to polyclinic_clinic_app`)
    await eventually(async () => (await entriesOf(clinicDatabase)).length > before.length)
    expect((await entriesOf(clinicDatabase)).slice(before.length)).toMatchObject([
      { actor: `account:${staff.accountId}`, kind: 'read' },
    ])
    await eventually(async () => (await spooled()).length === 0)
  })
})

it('what the service has written it seals and anchors, and a chain that was cut is found by its anchor', async () => {
  await book()
  const control = service.fleet.provisioner
  const verifier = { kind: 'system', name: 'test' } as const
  await eventually(async () => {
    const verdict = await verifyAuditChain(clinicDatabase, anchorsOf(control, verifier, clinicId))
    const own = await verifyControlAudit(control, verifier)
    expect([verdict.faults, own.faults]).toEqual([[], []])
    return verdict.unsealed === 0 && own.unsealed === 0 && verdict.sealedTo > 0
  })
  const noted = async () => (await anchorsOf(control, verifier, clinicId)(1, 10)).length > 0
  await eventually(noted)
  expect(service.log.some((line) => line.includes('audit anchor') && line.includes('"hash"'))).toBe(true)
  await clinicDatabase.query('delete from audit_link where seq > 1')
  await clinicDatabase.query('delete from audit_entry where id not in (select entry_id from audit_link)')
  const { faults } = await verifyAuditChain(clinicDatabase, anchorsOf(control, verifier, clinicId))
  expect(faults).toContainEqual({ kind: 'tail-cut', seq: 2 })
})
