import { connect, createServer, type Socket } from 'node:net'
import { carryEvents } from '@polyclinic/control'
import { type Actor, parseKeyRing, Vault } from '@polyclinic/guard'
import { eventually } from '@polyclinic/postgres/testing'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readConfig } from './boot/config.ts'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { streamKey } from './streaming/open-stream.ts'
import { appointmentEvent } from './testing/appointment-event.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

const system: Actor = { kind: 'system', name: 'test' }
const redisUrl = inject('redisUrl')
let here: TestInstallation
let clinic: { id: string }
let redis: Redis
beforeAll(async () => {
  if (redisUrl === undefined) return
  redis = new Redis(redisUrl)
  here = await openTestInstallation()
  clinic = await here.onboard('riverside')
})
afterAll(async () => {
  redis?.disconnect()
  await here?.[Symbol.asyncDispose]()
})

const start = (url: string): Promise<RunningWorker> =>
  startWorker(readConfig({ ...here.environment, REDIS_URL: url }), { tasks: [], crontab: '' })
const wanted = () =>
  eventually(async () => (await here.admin.query('select from event_stream_wanted')).rowCount === 1)
async function happen(count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () => appointmentEvent())
  const vault = new Vault(parseKeyRing(here.environment['POLYCLINIC_KEYS'] ?? '', 'a test'))
  await carryEvents({ database: here.admin, vault }, system, clinic.id, events)
  return events.map(({ id }) => id)
}
/** Those of the events that are in the stream, in its order */
async function streamed(ids: readonly string[]): Promise<string[]> {
  const entries = await redis.xrange(streamKey, '-', '+')
  return entries.map(([, fields]) => fields[1] ?? '').filter((id) => ids.includes(id))
}
const waiting = async () => (await here.admin.query('select from event_stream')).rowCount

test.skipIf(redisUrl === undefined)(
  'nothing is noted for a stream that nobody has, and all of it in order once a worker has one',
  async () => {
    await happen(1)
    expect(await waiting()).toBe(0)
    const worker = await start(redisUrl as string)
    await wanted()
    const ids = await happen(450)
    await eventually(async () => (await waiting()) === 0)
    expect(await streamed(ids)).toEqual(ids)
    const [[, fields] = ['', []]] = await redis.xrevrange(streamKey, '+', '-', 'COUNT', 1)
    const entry = Object.fromEntries(
      fields.flatMap((field, nth) => (nth % 2 ? [] : [[field, fields[nth + 1]]])),
    )
    expect(entry).toMatchObject({
      id: ids.at(-1),
      clinic: 'riverside',
      type: 'polyclinic.appointment.booked',
    })
    expect(JSON.parse(entry['event'] ?? '')).toMatchObject({ specversion: '1.0', id: ids.at(-1) })
    await worker.stop()
  },
)

test.skipIf(redisUrl === undefined)(
  'what happens while Redis is dead, or says no more, is there once it is back',
  async () => {
    await using road = await roadTo(redisUrl as string)
    const worker = await start(road.url)
    await wanted()
    const before = await happen(3)
    await road.open()
    await eventually(async () => (await waiting()) === 0, { withinMilliseconds: 15_000 })
    road.freeze()
    const meanwhile = await happen(3)
    await eventually(async () => (await waiting()) === 3)
    await road.thaw()
    await eventually(async () => (await waiting()) === 0, { withinMilliseconds: 15_000 })
    // at least once: readers know each by its id
    expect([...new Set(await streamed([...before, ...meanwhile]))]).toEqual([...before, ...meanwhile])
    await worker.stop()
  },
)

/** A way to Redis that is closed at first, and can go silent without hanging up, as a stopped process does. */
async function roadTo(redisUrl: string) {
  const { hostname, port } = new URL(redisUrl)
  const sockets = new Set<Socket>()
  let frozen = false
  const server = createServer((near) => {
    sockets.add(near.on('error', () => {}))
    if (frozen) return
    const far = connect(Number(port || 6379), hostname).on('error', () => {})
    sockets.add(far)
    near.pipe(far)
    far.pipe(near)
  })
  const listen = (at: number) => new Promise<void>((ready) => server.listen(at, '127.0.0.1', ready))
  await listen(0)
  const own = (server.address() as { port: number }).port
  await new Promise((closed) => server.close(closed))
  return {
    url: `redis://127.0.0.1:${own}`,
    open: () => listen(own),
    freeze() {
      frozen = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    async thaw() {
      frozen = false
      for (const socket of sockets) socket.destroy()
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
