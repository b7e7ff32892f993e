import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import { ClinicDirectory, type DirectoryOptions } from './clinic-directory.ts'
import { credentialPlace } from './credential-place.ts'
import { type Watched, watchDatabase } from './watch-database.testing.ts'

const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
let fresh: FreshDatabase
let database: OpenDatabase
beforeAll(async () => {
  fresh = await freshDatabase('control')
  database = openTestDatabase(fresh.url)
  await database.query(
    `insert into database_server (name, region, admin_reference, host, port, clinic_limit, connection_limit)
     values ('main', 'test', 'default', '127.0.0.1', 5432, 100, 100)`,
  )
  for (const slug of ['alpha', 'beta', 'gamma']) await insertClinic(slug)
})
afterAll(async () => {
  await database.end()
  await fresh[Symbol.asyncDispose]()
})

async function insertClinic(slug: string): Promise<void> {
  const id = newId()
  await database.query(
    `insert into clinic (id, slug, name, time_zone, country, locale, state, server, database_name, role_name, credential)
     values ($1, $2, $2, 'Europe/Berlin', 'DE', 'de', 'active', 'main', $2, $2, $3)`,
    [id, slug, vault.sealSecret(`password of ${slug}`, credentialPlace(id))],
  )
  await database.query('insert into clinic_host (host, clinic_id) values ($1, $2)', [`${slug}.test`, id])
}

function directoryOver(options: DirectoryOptions = {}): { directory: ClinicDirectory; watched: Watched } {
  const watched = watchDatabase(database)
  return { directory: new ClinicDirectory({ database: watched.database, vault }, options), watched }
}

const putState = (slug: string, state: string) =>
  database.query('update clinic set state = $2, epoch = epoch + 1 where slug = $1', [slug, state])

describe('a directory', () => {
  it('finds a clinic by slug, host and id, with the password of its database', async () => {
    const { directory } = directoryOver()
    const route = await directory.find('slug', 'alpha')
    expect(route).toMatchObject({ slug: 'alpha', state: 'active', password: 'password of alpha', port: 5432 })
    expect(await directory.find('host', 'alpha.test')).toEqual(route)
    expect(await directory.find('id', route?.id ?? '')).toEqual(route)
    expect(await directory.find('host', 'alpha')).toBeUndefined()
  })

  it('asks once for many callers at the same moment, and then not at all', async () => {
    const { directory, watched } = directoryOver()
    const routes = await Promise.all(Array.from({ length: 50 }, () => directory.find('slug', 'alpha')))
    expect(new Set(routes).size).toBe(1)
    // one object, so that the clinic of a route is opened once
    expect(await directory.find('slug', 'alpha')).toBe(routes[0])
    expect(watched.asked).toBe(1)
    await Promise.all(Array.from({ length: 50 }, () => directory.find('slug', 'nobody')))
    await directory.find('slug', 'nobody')
    expect(watched.asked).toBe(2)
  })

  it('stays within its size, however many names a scan tries', async () => {
    const { directory, watched } = directoryOver({ size: 10 })
    for (let turn = 0; turn < 100; turn++) await directory.find('slug', `nobody-${turn}`)
    for (const slug of ['alpha', 'beta', 'gamma']) await directory.find('slug', slug)
    expect(directory.size).toBeLessThanOrEqual(20)
    expect(watched.asked).toBe(103)
  })

  it('forgets an unknown name after a while, and at the first change of anything', async () => {
    const { directory } = directoryOver({ unknownMilliseconds: 60_000 })
    expect(await directory.find('slug', 'late')).toBeUndefined()
    await insertClinic('late')
    expect(await directory.find('slug', 'late')).toBeUndefined()
    directory.forget('whoever')
    expect((await directory.find('slug', 'late'))?.slug).toBe('late')
    const { directory: forgetful } = directoryOver({ unknownMilliseconds: 1 })
    expect(await forgetful.find('slug', 'later')).toBeUndefined()
    await insertClinic('later')
    await expect.poll(() => forgetful.find('slug', 'later')).toBeDefined()
  })

  it('drops a changed clinic under all its names, and no other', async () => {
    const { directory, watched } = directoryOver()
    const alpha = await directory.require('slug', 'alpha')
    await directory.find('host', 'alpha.test')
    await directory.find('slug', 'beta')
    await putState('alpha', 'suspended')
    directory.forget(alpha.id)
    expect((await directory.require('slug', 'alpha')).state).toBe('suspended')
    expect((await directory.require('host', 'alpha.test')).epoch).toBe(alpha.epoch + 1)
    await directory.find('slug', 'beta')
    expect(watched.asked).toBe(5)
    directory.forget('*')
    await directory.find('slug', 'beta')
    expect(watched.asked).toBe(6)
    await putState('alpha', 'active')
  })

  it('gives nobody who comes after a change an answer from before it', async () => {
    const { directory, watched } = directoryOver()
    const { id } = await directory.require('slug', 'gamma')
    directory.forget(id)
    watched.hold()
    const before = directory.find('slug', 'gamma')
    await watched.held()
    await putState('gamma', 'suspended')
    directory.forget(id)
    const after = directory.find('slug', 'gamma')
    watched.letGo()
    expect((await before)?.state).toBe('active')
    expect((await after)?.state).toBe('suspended')
    expect((await directory.find('slug', 'gamma'))?.state).toBe('suspended')
    await putState('gamma', 'active')
  })

  it('that heard nothing for a while asks again about every clinic', async () => {
    const { directory, watched } = directoryOver()
    const slugs = ['alpha', 'beta', 'gamma']
    for (const slug of slugs) await directory.find('slug', slug)
    directory.distrust()
    for (const slug of slugs) await directory.find('slug', slug)
    expect(watched.asked).toBe(6)
  })

  it('calls nobody who may not be reached by name', async () => {
    const { directory } = directoryOver({ freshMilliseconds: 0 })
    for (const state of ['requested', 'provisioning', 'restoring', 'archived', 'purged']) {
      await putState('alpha', state)
      await expect(directory.require('slug', 'alpha')).rejects.toMatchObject({ code: 'clinic-unknown' })
    }
    for (const state of ['suspended', 'moving', 'active']) {
      await putState('alpha', state)
      expect((await directory.require('slug', 'alpha')).state).toBe(state)
    }
  })
})

describe('while nobody can be asked', () => {
  it('known clinics go on, and unknown ones are not called unknown', async () => {
    const { directory, watched } = directoryOver({ freshMilliseconds: 0 })
    const known = await directory.find('slug', 'alpha')
    watched.breakDown()
    expect(await directory.find('slug', 'alpha')).toBe(known)
    await expect(directory.find('slug', 'beta')).rejects.toThrow('the control plane is away')
    await expect(directory.find('slug', 'nobody')).rejects.toThrow('the control plane is away')
    directory.distrust()
    expect(await directory.find('slug', 'alpha')).toBe(known)
    watched.mend()
    expect((await directory.find('slug', 'beta'))?.slug).toBe('beta')
  })

  it('the control plane is left in peace for a moment after each failure', async () => {
    const { directory, watched } = directoryOver({ freshMilliseconds: 0 })
    await directory.find('slug', 'alpha')
    watched.breakDown()
    for (let turn = 0; turn < 20; turn++) await directory.find('slug', 'alpha')
    expect(watched.asked).toBe(2)
  })

  it('a route is believed only so long', async () => {
    const { directory, watched } = directoryOver({ freshMilliseconds: 0, staleMilliseconds: -1 })
    await directory.find('slug', 'alpha')
    watched.breakDown()
    await expect(directory.find('slug', 'alpha')).rejects.toThrow('the control plane is away')
  })
})

it('a credential that was sealed for another clinic does not open', async () => {
  const { directory } = directoryOver()
  await insertClinic('odd')
  await database.query(
    `update clinic set credential = (select credential from clinic where slug = 'alpha') where slug = 'odd'`,
  )
  await expect(directory.find('slug', 'odd')).rejects.toMatchObject({ code: 'seal-broken' })
})
