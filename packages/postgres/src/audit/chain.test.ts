import { randomUUID } from 'node:crypto'
import { Pool, type PoolConfig } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Queryable } from '../pools/index.ts'
import { eventually, type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { insertAuditEntries } from './audit-queries.ts'
import { sealAuditEntries } from './seal-audit-entries.ts'
import { type Anchors, verifyAuditChain } from './verify-audit-chain.ts'

let fresh: FreshDatabase
let clinic: { database: Pool; owner: Pool }

/** Not with the service's own patience: these wait for a connection as long as it takes. */
function openPool(over: PoolConfig): Pool {
  const pool = new Pool({ connectionString: fresh.url, ...over })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

beforeAll(async () => {
  fresh = await freshDatabase('clinic')
  clinic = {
    database: openPool({ options: '-c role=polyclinic_clinic_app' }),
    owner: openPool({ options: '-c role=polyclinic_owner' }),
  }
})
beforeEach(() => clinic.owner.query('truncate audit_entry, audit_link'))
afterAll(async () => {
  await Promise.all([clinic.database.end(), clinic.owner.end()])
  await fresh[Symbol.asyncDispose]()
})

const anEntry = () => ({
  id: randomUUID(),
  at: new Date().toISOString(),
  actor: 'account:a',
  capacity: 'staff',
  purpose: 'appointment.read',
  kind: 'read' as const,
  objectType: 'appointment',
  objectId: 'ä:1,2',
  patientId: undefined,
})

async function seal(db: Queryable = clinic.database) {
  for (;;) {
    const { head, remains } = await sealAuditEntries(db)
    if (!remains && head) return head
  }
}

/** @returns what holds the chain against its head as it is now */
async function aChain(length = 10): Promise<Anchors> {
  for (let nth = 1; nth <= length; nth++) await insertAuditEntries(clinic.database, [anEntry()])
  const { seq, hash } = await seal()
  return async (after) => (after < seq ? [{ seq, hashes: [hash] }] : [])
}

const faultsOf = async (anchors?: Anchors) =>
  (await verifyAuditChain(clinic.database, anchors)).faults.map(({ kind, seq }) =>
    seq === undefined ? kind : `${kind} ${seq}`,
  )

describe('a chain that nobody touched', () => {
  test('is whole, and knows what is not sealed yet', async () => {
    const anchors = await aChain()
    await insertAuditEntries(clinic.database, [anEntry()])
    expect(await verifyAuditChain(clinic.database, anchors)).toEqual({
      entries: 11,
      sealedTo: 10,
      unsealed: 1,
      faults: [],
      faultCount: 0,
    })
  })

  test('has each of 20,000 entries once, though 200 write while two seal', { timeout: 60_000 }, async () => {
    const writers = openPool({ max: 50 })
    let writing = true
    const sealing = [1, 2].map(async () => {
      while (writing) await sealAuditEntries(clinic.database)
    })
    // those of one transaction stay open for a while beside those that are sealed
    const writeTwenty = async () => {
      const client = await writers.connect()
      await client.query('begin')
      for (let part = 0; part < 2; part++) {
        await insertAuditEntries(client, Array.from({ length: 10 }, anEntry))
      }
      await client.query('commit')
      client.release()
    }
    await Promise.all(
      Array.from({ length: 200 }, async () => {
        for (let nth = 0; nth < 5; nth++) await writeTwenty()
      }),
    )
    writing = false
    await Promise.all(sealing)
    await writers.end()
    await seal()
    const verdict = await verifyAuditChain(clinic.database)
    expect(verdict).toEqual({ entries: 20_000, sealedTo: 20_000, unsealed: 0, faults: [], faultCount: 0 })
  })

  test('takes nothing that an older transaction may still come before', async () => {
    await aChain(3)
    const older = await clinic.database.connect()
    await older.query('begin')
    await insertAuditEntries(older, [anEntry()])
    await insertAuditEntries(clinic.database, [anEntry()])
    expect(await sealAuditEntries(clinic.database)).toMatchObject({
      sealed: 0,
      remains: true,
      head: { seq: 3 },
    })
    await older.query('commit')
    older.release()
    expect((await seal()).seq).toBe(5)
    expect(await faultsOf()).toEqual([])
  })

  test('goes on in a copy on a server whose transactions count lower', async () => {
    await aChain(3)
    await insertAuditEntries(clinic.database, [anEntry()])
    await clinic.owner.query(
      'update audit_entry set transaction_id = (transaction_id::text::bigint + 1000000)::text::xid8',
    )
    await clinic.owner.query('delete from audit_link')
    await insertAuditEntries(clinic.database, [anEntry()])
    // what other databases of the server have open holds the sealing up, and here it cannot be told of
    await eventually(async () => (await seal()).seq === 5, { withinMilliseconds: 20_000 })
    expect(await verifyAuditChain(clinic.database)).toMatchObject({ sealedTo: 5, unsealed: 0, faults: [] })
    await insertAuditEntries(clinic.database, [anEntry()])
    await eventually(async () => (await seal()).seq === 6, { withinMilliseconds: 20_000 })
    expect(await faultsOf()).toEqual([])
  })
})

describe('of a chain it is found that', () => {
  const entryAt = (seq: number) => `(select entry_id from audit_link where seq = ${seq})`
  test.each([
    [
      'an entry was edited',
      `update audit_entry set actor = 'account:b' where id = ${entryAt(4)}`,
      ['edited 4'],
    ],
    [
      'a time was edited',
      `update audit_entry set at = at - interval '1 microsecond' where id = ${entryAt(4)}`,
      ['edited 4'],
    ],
    ['an entry was deleted', `delete from audit_entry where id = ${entryAt(4)}`, ['deleted 4']],
    [
      'an entry was deleted with its link',
      `with gone as (delete from audit_link where seq = 4 returning entry_id)
       delete from audit_entry where id in (select entry_id from gone)`,
      ['gap 4'],
    ],
    ['a link was deleted', 'delete from audit_link where seq = 4', ['gap 4', 'inserted']],
    [
      'two changed places',
      `update audit_link l set seq = 1000 - seq where seq in (4, 7);
       update audit_link set seq = 11 - (1000 - seq) where seq > 100`,
      ['reordered 4', 'reordered 7', 'edited 5', 'edited 8'],
    ],
    [
      'two entries changed their links',
      `create temporary table pair on commit drop as select seq, entry_id from audit_link where seq in (4, 7);
       update audit_link set entry_id = gen_random_uuid() where seq in (4, 7);
       update audit_link l set entry_id = p.entry_id from pair p where p.seq = 11 - l.seq`,
      ['reordered 4', 'reordered 7'],
    ],
    [
      'an entry was put in afterwards',
      `insert into audit_entry (actor, capacity, purpose, kind, object_type, transaction_id)
       select 'account:b', 'staff', 'appointment.read', 'read', 'appointment', transaction_id
       from audit_entry where id = ${entryAt(4)}`,
      ['inserted'],
    ],
    [
      'its tail was cut off',
      `with gone as (delete from audit_link where seq > 7 returning entry_id)
       delete from audit_entry where id in (select entry_id from gone)`,
      ['tail-cut 8'],
    ],
    ['all of it is gone', 'truncate audit_entry, audit_link', ['tail-cut 1']],
  ])('%s', async (_, tampering, faults) => {
    const anchors = await aChain()
    const connection = await clinic.owner.connect()
    await connection.query(tampering)
    connection.release()
    expect((await faultsOf(anchors)).toSorted()).toEqual(faults.toSorted())
  })

  test('all of it was written anew, which its anchor alone finds', async () => {
    const anchors = await aChain()
    await clinic.owner.query(`update audit_entry set actor = 'account:b' where id = ${entryAt(4)}`)
    await clinic.owner.query('delete from audit_link')
    await seal(clinic.owner)
    expect(await faultsOf()).toEqual([])
    expect(await faultsOf(anchors)).toEqual(['anchor-differs 10'])
  })
})

describe('the application, by its real login,', () => {
  const login = `probe_${randomUUID().replaceAll('-', '')}`
  let admin: Pool
  let real: Pool
  beforeAll(async () => {
    admin = openPool({})
    await admin.query(`create role ${login} login password 'probe' in role polyclinic_clinic_app`)
    await admin.query(`grant connect on database ${fresh.name} to ${login}`)
    real = openPool({ connectionString: asLogin(fresh.url, login) })
  })
  afterAll(async () => {
    await real.end()
    await admin.query(`revoke connect on database ${fresh.name} from ${login}`)
    await admin.query(`drop role ${login}`)
    await admin.end()
  })

  test('writes entries and seals them', async () => {
    await insertAuditEntries(real, [anEntry()])
    // not before older transactions of the server have ended
    const sealed = await eventually(async () => (await sealAuditEntries(real)).sealed, {
      withinMilliseconds: 20_000,
    })
    expect(sealed).toBe(1)
  })

  test.each([
    ['edit an entry', `update audit_entry set actor = 'account:b'`],
    ['delete an entry', 'delete from audit_entry'],
    ['empty the table', 'truncate audit_entry'],
    ['make a link', `insert into audit_link values (1, gen_random_uuid(), '')`],
    ['edit a link', `update audit_link set hash = ''`],
    ['delete a link', 'delete from audit_link'],
    [
      'say when an entry stands in the order',
      `insert into audit_entry (actor, capacity, purpose, kind, object_type, transaction_id)
       values ('a', 'staff', 'p', 'read', 'o', '1')`,
    ],
    ['take the trigger away', 'alter table appointment_event disable trigger appointment_event_audited'],
  ])('may not %s', async (_, attempt) => {
    await expect(real.query(attempt)).rejects.toMatchObject({ code: '42501' })
  })
})

function asLogin(url: string, login: string): string {
  return Object.assign(new URL(url), { username: login, password: 'probe' }).href
}
