import { randomUUID } from 'node:crypto'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectPromised } from './testing/expect-promised.ts'
import { mailsTo, mailTo } from './testing/mails-to.ts'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import type { TestPerson } from './testing/test-people.ts'

let service: TestService
let admin: TestPerson
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha', 'beta', 'gamma'] })
  admin = await service.member('alpha', 'clinic_admin')
})
afterAll(() => service[Symbol.asyncDispose]())

const at = (clinic: string, { token }: { token: string }) => ({ clinic, token })
const address = () => `${randomUUID()}@invited.test`
const invite = (email: string, over: object = {}, by = admin, clinic = 'alpha') =>
  service.ask('inviteMember', { ...at(clinic, by), body: { email, role: 'staff', ...over } })
const accept = (token: string, who: { token: string }) =>
  service.ask('acceptInvitation', { token: who.token, body: { token } })
const members = async (clinic = 'alpha', who = admin) =>
  (await service.ask('listMembers', at(clinic, who))).body.items
const invitations = async (clinic = 'alpha', who = admin) =>
  (await service.ask('listInvitations', at(clinic, who))).body.items
const superuser = () => service.fleet.asSuperuser(service.fleet.name)

/** The token of the newest link that was mailed to that address. */
async function linkTo(email: string): Promise<string> {
  const { link } = (await mailTo(service, email, 'invitation')).facts
  expect(link).toMatch(/^http:\/\/api\.test\/go#invitation\.[\w-]{43}$/)
  return link.slice(link.lastIndexOf('.') + 1)
}
async function anInvited(over: object = {}) {
  const person = await service.patient()
  const reply = await invite(person.email, over)
  return { person, invitation: reply.body, token: await linkTo(person.email) }
}
const memberWith = async (email: string, clinic = 'alpha', who = admin) =>
  (await members(clinic, who)).find((each) => each.email === email)

describe('an invitation', () => {
  it('gives its owner the role, once they are signed in, and mails tell both ends', async () => {
    const { person, invitation, token } = await anInvited()
    expect(invitation).toMatchObject({ email: person.email, role: 'staff', expired: false })
    expect(await invitations()).toContainEqual(invitation)
    const accepted = await accept(token, person)
    expect([accepted.status, accepted.body]).toEqual([
      200,
      { clinic: 'alpha', clinicName: 'Clinic alpha', role: 'staff' },
    ])
    expect(await memberWith(person.email)).toMatchObject({ role: 'staff' })
    expect(await invitations()).not.toContainEqual(invitation)
    const desk = at('alpha', { token: await service.renewed(person) })
    expect((await service.ask('listSpecialties', desk)).status).toBe(200)

    const { id } = (await memberWith(person.email)) ?? { id: '' }
    const removed = await service.ask('removeMember', { ...at('alpha', admin), params: { member: id } })
    expect(removed.status).toBe(204)
    expect((await service.ask('listSpecialties', desk)).problem.code).toBe('not-allowed')
    const mails = await mailsTo(service, person.email)
    expect(mails.map(({ kind }) => kind)).toEqual(['invitation', 'role-given', 'role-ended'])
  })

  it('is worth nothing in the hands of somebody else, who does not learn whose it is', async () => {
    const { person, token } = await anInvited()
    const other = await service.patient()
    const refused = await accept(token, other)
    expect(expectPromised('acceptInvitation', refused).code).toBe('not-allowed')
    expect(refused.text).not.toContain(person.email)
    expect(await memberWith(other.email)).toBeUndefined()
    expect((await service.ask('acceptInvitation', { body: { token } })).status).toBe(401)
    expect((await accept(token, person)).status).toBe(200)
  })

  it('is used once, also by two at the same moment', async () => {
    const { person, token } = await anInvited()
    const replies = await Promise.all([1, 2, 3].map(() => accept(token, person)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404])
    expect((await members()).filter(({ email }) => email === person.email)).toHaveLength(1)
  })

  it('that was used, withdrawn, sent anew, has expired or never was is refused alike', async () => {
    const [used, withdrawn, renewed, expired] = await Promise.all([1, 2, 3, 4].map(() => anInvited()))
    if (!used || !withdrawn || !renewed || !expired) throw new Error('nobody was invited')
    await accept(used.token, used.person)
    const params = (of: typeof used) => ({ ...at('alpha', admin), params: { invitation: of.invitation.id } })
    expect((await service.ask('withdrawInvitation', params(withdrawn))).status).toBe(204)
    expect((await service.ask('resendInvitation', params(renewed))).status).toBe(200)
    await superuser().query(`update invitation set expires_at = now() where id = $1`, [expired.invitation.id])
    const never = await accept('A'.repeat(43), used.person)
    expect([never.status, never.problem.code]).toEqual([404, 'not-found'])
    for (const { token, person } of [used, withdrawn, renewed, expired]) {
      expect(plainProblem(await accept(token, person))).toEqual(plainProblem(never))
    }
    expect((await accept(await linkTo(renewed.person.email), renewed.person)).status).toBe(200)
    expect(await invitations()).toContainEqual(
      expect.objectContaining({ email: expired.person.email, expired: true }),
    )
    expect((await invite(expired.person.email)).status).toBe(201)
  })

  it('to an address with an account answers like any other, and leaves the account as it was', async () => {
    const person = await service.patient()
    const digest = async () =>
      (await superuser().query('select md5(a::text) from account a where id = $1', [person.accountId])).rows
    const before = await digest()
    const shape = (reply: Awaited<ReturnType<typeof invite>>) => {
      const { id: _, email: __, sentAt: ___, expiresAt: ____, ...rest } = reply.body
      return [reply.status, rest, Object.keys(reply.headers).sort()]
    }
    const known = await invite(person.email)
    expect(shape(known)).toEqual(shape(await invite(address())))
    const again = await invite(person.email.toUpperCase())
    expect([again.status, again.problem.code]).toEqual([409, 'already-exists'])
    expect(await digest()).toEqual(before)
    const { rows } = await superuser().query<{ text: string }>('select i::text as text from invitation i')
    for (const { text } of rows) expect(text).not.toContain(Buffer.from(person.email).toString('hex'))
  })

  it.each([
    ['the role of an operator', { role: 'operator' }],
    ['an operator’s flag', { operator: true }],
    ['another clinic', { clinicId: randomUUID() }],
    ['an account', { accountId: randomUUID() }],
    ['a doctor that it is not for', { doctor: randomUUID() }],
    ['a doctor’s role and no doctor', { role: 'doctor' }],
    ['no address', { email: 'nobody' }],
  ])('is not taken with %s', async (_, over) => {
    const email = address()
    const reply = await invite(email, over)
    expect([reply.status, reply.problem.code]).toEqual([400, 'invalid-request'])
    expect((await invitations()).map((each) => each.email)).not.toContain(email)
  })

  it('to be a doctor names one of this clinic, whose visits they then see', async () => {
    const [foreign] = (await service.ask('listDoctors', { clinic: 'beta' })).body.items
    const [own] = (await service.ask('listDoctors', { clinic: 'alpha' })).body.items
    const person = await service.patient()
    const refused = await invite(person.email, { role: 'doctor', doctor: foreign?.id })
    expect(refused.problem['issues']).toEqual([
      { pointer: '/doctor', message: 'is none of the doctors of this clinic' },
    ])
    expect((await invite(person.email, { role: 'doctor', doctor: own?.id })).status).toBe(201)
    expect((await accept(await linkTo(person.email), person)).status).toBe(200)
    expect(await memberWith(person.email)).toMatchObject({ role: 'doctor', doctor: own?.id })
  })

  it('whose role its owner has already gives nothing more', async () => {
    const { person, token } = await anInvited()
    await accept(token, person)
    await invite(person.email)
    const again = await accept(await linkTo(person.email), person)
    expect(expectPromised('acceptInvitation', again).code).toBe('already-exists')
  })
})

/** Lets requests begin while the admins' rows are held, until so many wait for them: they are at the same point then. */
async function whileHeld<T>(count: number, begin: () => Promise<T>[]): Promise<Promise<T>[]> {
  const waiting = async () => {
    const { rows } = await superuser().query<{ count: number }>(
      `select count(*)::integer as count from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return rows[0]?.count === count
  }
  return superuser().transaction(async (tx) => {
    await tx.query("select from membership where role = 'clinic_admin' for update")
    const requests = begin()
    await eventually(waiting)
    return requests
  })
}

describe('the members of a clinic', () => {
  it('are managed by its own admin, and by nobody else', async () => {
    const others = await Promise.all([
      service.patient(),
      service.operator(),
      service.member('alpha', 'staff'),
      service.member('beta', 'clinic_admin'),
    ])
    const { invitation } = await anInvited()
    const params = { member: randomUUID(), invitation: invitation.id }
    const before = [await members(), await invitations()]
    for (const other of others) {
      const to = { ...at('alpha', other), params }
      const replies = await Promise.all([
        service.ask('listMembers', to),
        service.ask('listInvitations', to),
        service.ask('inviteMember', { ...to, body: { email: other.email, role: 'clinic_admin' } }),
        service.ask('resendInvitation', to),
        service.ask('withdrawInvitation', to),
        service.ask('removeMember', to),
      ])
      expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(403))
    }
    expect([await members(), await invitations()]).toEqual(before)
  })

  it('of another clinic are as if they were not there', async () => {
    const elsewhere = await service.member('beta', 'clinic_admin')
    const theirs = await memberWith(elsewhere.email, 'beta', elsewhere)
    const invited = (await invite(address(), {}, elsewhere, 'beta')).body
    const ask = (id: string) => {
      const to = { ...at('alpha', admin), params: { member: id, invitation: id } }
      return Promise.all([
        service.ask('removeMember', to),
        service.ask('resendInvitation', to),
        service.ask('withdrawInvitation', to),
      ])
    }
    const [absentMember, absent, absentToo] = await ask(randomUUID())
    const [foreignMember] = await ask(theirs?.id ?? '')
    const [, foreign, foreignToo] = await ask(invited.id)
    expect([foreignMember, foreign, foreignToo].map(plainProblem)).toEqual(
      [absentMember, absent, absentToo].map(plainProblem),
    )
    expect(foreignMember?.status).toBe(404)
    expect(await memberWith(elsewhere.email, 'beta', elsewhere)).toEqual(theirs)
    expect(await invitations('beta', elsewhere)).toContainEqual(invited)
  })

  it('keep one admin, even when two remove each other at the same moment', async () => {
    const [one, two] = await Promise.all([
      service.member('beta', 'clinic_admin'),
      service.member('beta', 'clinic_admin'),
    ])
    if (!one || !two) throw new Error('there are no admins')
    const all = await members('beta', one)
    const idOf = (person: TestPerson) => all.find(({ email }) => email === person.email)?.id ?? ''
    const remove = (by: TestPerson, id: string) =>
      service.ask('removeMember', { ...at('beta', by), params: { member: id } })
    for (const other of all.filter(({ email }) => email !== one.email && email !== two.email)) {
      expect((await remove(one, other.id)).status).toBe(204)
    }
    const both = await whileHeld(2, () => [remove(one, idOf(two)), remove(two, idOf(one))])
    const replies = await Promise.all(both)
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 204)).toHaveLength(1)
    const left = statuses[0] === 204 ? one : two
    expect((await members('beta', left)).map(({ email }) => email)).toEqual([left.email])
    const gone = left === one ? two : one
    expect((await service.ask('listMembers', at('beta', gone))).problem.code).toBe('not-allowed')
    const last = await remove(left, idOf(left))
    expect([last.status, last.problem.code, last.problem['rule']]).toEqual([
      409,
      'outside-policy',
      'last-admin',
    ])
  })

  it('change on the record, without an address', async () => {
    const { person, invitation, token } = await anInvited()
    await accept(token, person)
    const { rows } = await superuser().query<{ purpose: string; actor: string; text: string }>(
      `select purpose, actor, e::text as text from audit_entry e
       where actor = any($1) and object_type in ('invitation', 'member') order by id`,
      [[`account:${admin.accountId}`, `account:${person.accountId}`]],
    )
    const purposes = rows.filter(({ text }) => text.includes(invitation.id)).map(({ purpose }) => purpose)
    expect(purposes).toEqual(['member.manage'])
    expect(
      rows.some(({ purpose, actor }) => purpose === 'invitation.accept' && actor.endsWith(person.accountId)),
    ).toBe(true)
    expect(JSON.stringify(rows)).not.toContain(person.email)
    expect(service.log.join('')).not.toContain(person.email)
  })
})

describe('an operator', () => {
  it('invites a clinic’s first admin, and nobody once it has one', async () => {
    const [operator, person] = await Promise.all([service.operator(), service.patient()])
    const ask = (email: string, over = {}) =>
      service.ask('inviteFirstAdmin', {
        token: operator.token,
        params: { slug: 'gamma' },
        body: { email, role: 'clinic_admin', ...over },
      })
    expect((await ask(address(), { role: 'staff' })).status).toBe(400)
    expect((await ask(person.email)).status).toBe(201)
    expect((await accept(await linkTo(person.email), person)).status).toBe(200)
    const refused = await ask(operator.email)
    expect([refused.problem.code, refused.problem['rule']]).toEqual(['outside-policy', 'first-admin'])
    const forOthers = { token: person.token, params: { slug: 'gamma' } }
    const body = { email: address(), role: 'clinic_admin' }
    expect((await service.ask('inviteFirstAdmin', { ...forOthers, body })).status).toBe(403)
  })
})
