import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { patience } from '../testing/index.ts'
import { brokenConstraint } from './broken-constraint.ts'
import { type Database } from './database.ts'
import { PoolFleet } from './pool-fleet.ts'
import type { Place } from './place.ts'
import { type SomeDatabases, someDatabases } from './some-databases.testing.ts'

let some: SomeDatabases
let database: Database
const fleet = new PoolFleet({ seatsPerServer: 2, applicationName: 'broken-constraint', timeouts: patience })

beforeAll(async () => {
  some = await someDatabases(
    1,
    `create table room (id int constraint room_pk primary key, beds int constraint room_has_beds check (beds > 0));
     create table stay (
       room int not null constraint stay_in_room references room,
       during int4range,
       constraint stay_alone exclude using gist (during with &&)
     );
     insert into room values (1, 1); insert into stay values (1, '[1,5)');`,
  )
  database = fleet.database(some.places[0] as Place)
})
afterAll(async () => {
  await fleet.close()
  await some[Symbol.asyncDispose]()
})

const broken = (sql: string) => database.query(sql).then(() => undefined, brokenConstraint)

describe('a constraint that a write breaks is named', () => {
  it.each([
    ['insert into room values (1, 1)', { kind: 'unique', constraint: 'room_pk', table: 'room' }],
    ['insert into room values (2, 0)', { kind: 'check', constraint: 'room_has_beds', table: 'room' }],
    [
      `insert into stay values (9, '[7,8)')`,
      { kind: 'foreign-key', constraint: 'stay_in_room', table: 'stay' },
    ],
    [`insert into stay values (1, '[4,6)')`, { kind: 'exclusion', constraint: 'stay_alone', table: 'stay' }],
    [`insert into stay values (null, '[7,8)')`, { kind: 'not-null', constraint: 'room', table: 'stay' }],
  ])('%s', async (sql, expected) => {
    expect(await broken(sql)).toEqual(expected)
  })

  it('also when the error is wrapped, and other errors name none', async () => {
    const error = await database.query('insert into room values (1, 1)').catch((reason: unknown) => reason)
    const wrapped = new Error('outer', { cause: new Error('inner', { cause: error }) })
    expect(brokenConstraint(wrapped)).toMatchObject({ constraint: 'room_pk' })
    expect(await broken('select 1/0')).toBeUndefined()
    expect(brokenConstraint('nonsense')).toBeUndefined()
  })
})
