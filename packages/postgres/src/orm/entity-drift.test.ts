import { defineEntity, p } from '@mikro-orm/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, type Place, PoolFleet } from '../pools/index.ts'
import { type SomeDatabases, someDatabases } from '../pools/some-databases.testing.ts'
import { patience } from '../testing/index.ts'
import { entityDrift } from './entity-drift.ts'
import { SharedOrm } from './shared-orm.ts'

const Bed = defineEntity({
  name: 'Bed',
  tableName: 'bed',
  properties: {
    id: p.uuid().primary(),
    label: p.string().length(40),
    width: p.decimal().precision(5).scale(2).nullable(),
    tags: p.array().columnType('text[]'),
    during: p.string().columnType('tstzrange').nullable(),
    state: p.enum(['free', 'taken']),
    madeAt: p.datetime(),
    label2: p.string().persist(false).nullable(),
    version: p.integer().version(),
  },
})

const agreed = `id uuid primary key, label varchar(40) not null, width numeric(5,2), tags text[] not null,
  during tstzrange, state text not null, made_at timestamptz not null, version int not null default 1`

let some: SomeDatabases
let database: Database
const fleet = new PoolFleet({ seatsPerServer: 2, applicationName: 'entity-drift', timeouts: patience })
const orm = new SharedOrm([Bed])

beforeAll(async () => {
  some = await someDatabases(1)
  database = fleet.database(some.places[0] as Place)
})
afterAll(async () => {
  await orm.close()
  await fleet.close()
  await some[Symbol.asyncDispose]()
})

async function driftOf(table: string, options?: { partial: string[] }) {
  await database.query(`drop table if exists bed; ${table}`)
  return entityDrift(orm, database, options)
}

describe('the drift between entities and tables', () => {
  it('is nothing when both say the same', async () => {
    expect(await driftOf(`create table bed (${agreed})`)).toEqual([])
  })

  it('is a table that does not exist', async () => {
    expect(await driftOf('select 1')).toEqual(['Entity Bed wants table public.bed, which does not exist.'])
  })

  it('is a column that only one of the two has', async () => {
    expect(
      await driftOf(`create table bed (${agreed.replace('state text not null,', '')}, extra int)`),
    ).toEqual([
      'Entity Bed has column public.bed.state, which the table lacks.',
      'Table public.bed has column extra, which entity Bed lacks.',
    ])
  })

  it('is another type, or another word on null', async () => {
    const other = agreed.replace('varchar(40)', 'text').replace('numeric(5,2)', 'numeric(5,2) not null')
    expect(await driftOf(`create table bed (${other})`)).toEqual([
      'Entity Bed says public.bed.label is character varying(40); the table says text.',
      'Entity Bed says public.bed.width may be null; the table says it may not be null.',
    ])
  })

  it('leaves out the columns that a partial entity does not show', async () => {
    expect(await driftOf(`create table bed (${agreed}, extra int)`, { partial: ['Bed'] })).toEqual([])
  })
})
