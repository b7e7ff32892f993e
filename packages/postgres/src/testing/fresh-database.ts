import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { inject } from 'vitest'
import { asAdmin } from './as-admin.ts'

export interface FreshDatabase extends AsyncDisposable {
  readonly name: string
  /** The superuser's address of it. */
  readonly url: string
}

/**
 * Makes a database for one test or one test file, from a migrated template or with nothing in it.
 * `await using` drops it at the end of the scope, whoever is still connected.
 */
export async function freshDatabase(template: 'control' | 'clinic' | 'empty'): Promise<FreshDatabase> {
  const name = `test_${template}_${randomBytes(6).toString('hex')}`
  const source = { control: inject('controlTemplate'), clinic: inject('clinicTemplate'), empty: 'template0' }
  await asAdmin((client) => clone(client, source[template], name))
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${name}`
  return {
    name,
    url: url.href,
    async [Symbol.asyncDispose]() {
      await asAdmin((client) => client.query(`drop database if exists "${name}" with (force)`))
    },
  }
}

// a clone belongs to whoever makes it, unless told: the migrations' owner has to stay the owner
async function clone(client: Client, template: string, name: string): Promise<void> {
  const { rows } = await client.query<{ owner: string }>(
    'select quote_ident(pg_get_userbyid(datdba)) as owner from pg_database where datname = $1',
    [template],
  )
  const owner = rows[0]?.owner ?? 'postgres'
  await client.query(`create database "${name}" owner ${owner} template "${template}" strategy wal_log`)
}
