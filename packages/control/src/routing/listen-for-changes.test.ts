import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { OpenDatabase } from '@polyclinic/postgres'
import { eventually, type FreshDatabase, freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { type ChangeListener, listenForChanges } from './listen-for-changes.ts'

let fresh: FreshDatabase
let superuser: OpenDatabase
let database: OpenDatabase
let listener: ChangeListener | undefined
beforeAll(async () => {
  fresh = await freshDatabase('empty')
  superuser = openTestDatabase(fresh.url)
})
afterEach(async () => {
  await listener?.stop()
  await database.end()
})
afterAll(async () => {
  await superuser.end()
  await fresh[Symbol.asyncDispose]()
})

function listen(): { heard: string[]; gaps: () => number } {
  const heard: string[] = []
  let gaps = 0
  database = openTestDatabase(fresh.url, { applicationName: 'test-listener', max: 2 })
  listener = listenForChanges(database, {
    channels: { news: (payload) => heard.push(payload), weather: () => heard.push('rain') },
    onGap: () => gaps++,
    retryMilliseconds: 20,
  })
  return { heard, gaps: () => gaps }
}

const tell = (news: string) => superuser.query('select pg_notify($1, $2)', ['news', news])
const cut = () =>
  superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test-listener'`,
  )

it('hears what is announced, on a connection that serves nobody else', async () => {
  const { heard, gaps } = listen()
  await eventually(() => gaps() === 1)
  await tell('alpha')
  await eventually(() => heard.length === 1)
  expect(heard).toEqual(['alpha'])
  await superuser.query(`select pg_notify('weather', '')`)
  await eventually(() => heard.at(-1) === 'rain')
  await listener?.stop()
  await tell('after the end')
  const { rows } = await database.query('select pg_listening_channels()')
  expect([rows, heard]).toEqual([[], ['alpha', 'rain']])
})

it('comes back after each loss, and says that it may have missed something', async () => {
  const { heard, gaps } = listen()
  for (let loss = 1; loss <= 3; loss++) {
    await eventually(() => gaps() === loss)
    await tell(`news ${loss}`)
    await eventually(() => heard.includes(`news ${loss}`))
    await cut()
  }
  await eventually(() => gaps() === 4)
  expect(heard).toEqual(['news 1', 'news 2', 'news 3'])
})

it('goes on trying where nobody answers, and can be stopped while it does', async () => {
  const url = new URL(fresh.url)
  url.pathname = '/not_there_yet'
  let gaps = 0
  database = openTestDatabase(url.href, { applicationName: 'test-listener' })
  listener = listenForChanges(database, {
    channels: { news: () => {} },
    onGap: () => gaps++,
    retryMilliseconds: 20,
  })
  await superuser.query('create database not_there_yet')
  await eventually(() => gaps === 1)
  await superuser.query('drop database not_there_yet with (force)')
  await listener.stop()
  expect(gaps).toBe(1)
})
