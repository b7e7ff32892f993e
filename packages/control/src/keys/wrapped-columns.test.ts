import type { OpenDatabase } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { personalColumns, wrappedColumns } from './wrapped-columns.ts'

let fresh: FreshDatabase
let database: OpenDatabase
beforeAll(async () => {
  fresh = await freshDatabase('control')
  database = openTestDatabase(fresh.url, { max: 1 })
})
afterAll(async () => {
  await database.end()
  await fresh[Symbol.asyncDispose]()
})

/** Look-ups and fingerprints: keyed or plain hashes, which nothing opens. */
const hashes = /(^|_)(index|hash|fingerprint)$/

/** A new column of bytes is wrapped, or a person's own, or a hash: rotation must not forget it. */
test('every column of bytes in the catalogue is registered as wrapped, or as under a personal key', async () => {
  const { rows } = await database.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.atttypid = 'bytea'::regtype
       and not a.attisdropped
     order by 1, 2`,
  )
  const found = rows
    .filter(({ column }) => !hashes.test(column))
    .map(({ table, column }) => `${table}.${column}`)
  const wrapped = wrappedColumns.filter(({ within }) => within === undefined)
  const registered = [...wrapped.map(({ table, column }) => `${table}.${column}`), ...personalColumns]
  expect(found.toSorted()).toEqual(registered.toSorted())
})
