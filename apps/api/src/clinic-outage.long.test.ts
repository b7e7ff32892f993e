import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ClinicDirectory, credentialPlace } from '@polyclinic/control'
import { quoteIdentifier } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ clinics: ['dropped', 'renamed', 'swapped', 'healthy', 'busy'] })
})
afterAll(() => service[Symbol.asyncDispose]())

const slots = (clinic: string) => service.ask('listSlots', { clinic, query: { limit: 1 } })
const superuser = (database = 'postgres') => service.fleet.asSuperuser(database)
const databases = async () => {
  const { rows } = await superuser().query<{ name: string }>(
    'select datname as name from pg_database order by 1',
  )
  return rows.map(({ name }) => name)
}

beforeEach(async () => {
  expect((await slots('healthy')).status).toBe(200)
})

/** Asks the healthy clinic without pause while something happens, and gives how it was answered. */
async function whileHealthyIsAsked(work: () => Promise<void>): Promise<number[]> {
  const statuses: number[] = []
  let done = false
  const asking = [1, 2, 3].map(async () => {
    while (!done) statuses.push((await slots('healthy')).status)
  })
  await work().finally(() => (done = true))
  await Promise.all(asking)
  return statuses
}

it('a dropped database makes its clinic unavailable, is not made again, and no other clinic notices', async () => {
  const { databaseName } = await service.clinic('dropped')
  const { token } = await service.patient()
  const [slot] = await service.freeSlots('dropped', 1)
  if (!slot) throw new Error('there is no slot')

  const statuses = await whileHealthyIsAsked(async () => {
    await superuser().query(`drop database ${quoteIdentifier(databaseName)} with (force)`)
    for (let round = 0; round < 3; round++) {
      const booking = { clinic: 'dropped', token, ...service.booking(slot, 'A sore throat') }
      const replies = await Promise.all([
        slots('dropped'),
        service.ask('listDoctors', { clinic: 'dropped' }),
        // by way of the ORM, whose own default would be to create what is missing
        service.ask('showPolicy', { clinic: 'dropped' }),
        service.ask('bookAppointment', booking),
        service.ask('listAppointments', { clinic: 'dropped', token }),
      ])
      for (const { status, problem, headers } of replies) {
        expect([status, problem.code]).toEqual([503, 'clinic-unavailable'])
        expect(Number(headers['retry-after'])).toBeGreaterThan(0)
      }
    }
    expect(await databases()).not.toContain(databaseName)
  })
  expect(statuses.length).toBeGreaterThan(10)
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect((await service.ask('ready')).status).toBe(200)
  expect(service.log.join('')).toMatch(/"reason":"missing".*a clinic is unavailable/)
})

it('a database that was renamed away is missed until it is back', async () => {
  const { databaseName } = await service.clinic('renamed')
  const rename = async (from: string, to: string) => {
    await superuser().query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [
      from,
    ])
    await superuser().query(`alter database ${quoteIdentifier(from)} rename to ${quoteIdentifier(to)}`)
  }
  await rename(databaseName, `${databaseName}_away`)
  expect((await slots('renamed')).problem.code).toBe('clinic-unavailable')
  await rename(`${databaseName}_away`, databaseName)
  await eventually(async () => (await slots('renamed')).status === 200)
})

it("a registry row that leads to another clinic's database is refused, never followed", async () => {
  const { vault, database } = service.fleet.provisioner
  const own = await service.clinic('swapped')
  const other = await new ClinicDirectory(service.fleet.provisioner).require('slug', 'healthy')
  const [foreign] = (await slots('healthy')).body.items
  expect((await slots('swapped')).status).toBe(200)
  // unique names: the other clinic gives its own up for the moment
  const lead = (to: { database: string; role: string; credential: Buffer }) =>
    database.transaction(async (tx) => {
      await tx.query(
        `update clinic set database_name = id::text, role_name = id::text where slug = 'healthy'`,
      )
      await tx.query(
        `update clinic set database_name = $1, role_name = $2, credential = $3, epoch = epoch + 1
         where slug = 'swapped'`,
        [to.database, to.role, to.credential],
      )
    })
  const restore = () =>
    database.transaction(async (tx) => {
      await tx.query(
        `update clinic set database_name = $1, role_name = $2, credential = $3, epoch = epoch + 1
         where slug = 'swapped'`,
        [own.databaseName, own.roleName, own.credential],
      )
      await tx.query(`update clinic set database_name = $1, role_name = $2 where slug = 'healthy'`, [
        other.database,
        other.role,
      ])
    })
  const sealedFor = (id: string) => vault.sealSecret(other.password, credentialPlace(id))
  const wrongRows = [
    { what: 'its own login at the wrong database', role: own.roleName, credential: own.credential },
    { what: "the other clinic's login, sealed for it", role: other.role, credential: sealedFor(other.id) },
    { what: 'a login that works', role: other.role, credential: sealedFor(own.id) },
  ]
  for (const { what, role, credential } of wrongRows) {
    await lead({ database: other.database, role, credential })
    const refused = await eventually(async () => {
      const reply = await slots('swapped')
      return reply.status === 200 ? undefined : reply
    })
    expect([what, refused.status, refused.problem.code]).toEqual([what, 503, 'clinic-unavailable'])
    expect(refused.text).not.toContain(foreign?.id)
    await restore()
    await eventually(async () => (await slots('swapped')).status === 200)
  }
  expect(service.log.join('')).toMatch(/"reason":"wrong-database"/)
  await eventually(async () => (await slots('healthy')).status === 200)
})

it('connections cut in mid-work cost their requests at most a retry, and nothing twice', async () => {
  const { databaseName } = await service.clinic('busy')
  const { token } = await service.patient()
  const free = await service.freeSlots('busy', 24)
  const others = await whileHealthyIsAsked(async () => {
    const booking = free.map(async (slot) => {
      const request = { clinic: 'busy', token, ...service.booking(slot) }
      const statuses: number[] = []
      await eventually(async () => {
        statuses.push((await service.ask('bookAppointment', request)).status)
        return statuses.at(-1) === 201
      })
      return statuses
    })
    for (let cut = 0; cut < 5; cut++) {
      await superuser().query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename ~ '^c_'`,
        [databaseName],
      )
    }
    const all = (await Promise.all(booking)).flat()
    expect(all.filter((status) => status !== 201 && status !== 503)).toEqual([])
  })
  expect(new Set(others)).toEqual(new Set([200]))
  const { rows } = await superuser(databaseName).query<{ made: number; taken: number }>(
    `select (select count(*)::integer from appointment) as made, (select sum(taken)::integer from slot) as taken`,
  )
  expect(rows[0]).toEqual({ made: free.length, taken: free.length })
})
