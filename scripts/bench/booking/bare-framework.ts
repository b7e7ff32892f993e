import { serve } from '@hono/node-server'
import { BookingLanes } from '@polyclinic/clinic'
import { ActorLoader, SigningKeys, TokenVerifier } from '@polyclinic/control'
import { openDatabase } from '@polyclinic/postgres'
import { Hono } from 'hono'
import { v7 as newId } from 'uuid'
import { openHere } from '../../clinics/testing/installed.ts'
import type { Entrance } from './open-arena.ts'

/**
 * What remains of the API when it asks nobody anything: the framework, the route, the same lanes and the same function
 * of the database. The second route remembers tokens as the API does, and nothing else.
 */
const { host, port, database, user, password }: Entrance = JSON.parse(process.env['BENCH_ENTRANCE'] ?? '')
const address = new URL(`postgres://${host}:${port}/${database}`)
Object.assign(address, { username: user, password: encodeURIComponent(password) })
const bookings = new BookingLanes(
  openDatabase({ connectionString: address.href, max: 8, applicationName: 'bare' }),
)
const { provisioner } = await openHere(process.env as Record<string, string>)
const parties = { issuer: 'http://bench.test', audience: 'http://bench.test' }
const actors = new ActorLoader(provisioner, new TokenVerifier(new SigningKeys(provisioner), parties))

const fingerprint = 'f'.repeat(64)
const patients: string[] = JSON.parse(process.env['BENCH_PATIENTS'] ?? '[]')
let turn = 0

async function book(key: string | undefined, body: { slotId: string; visitType: string }) {
  const patient = patients[turn++ % patients.length]
  const acting = `account:${patient}`
  const { facts } = await bookings.submit({
    principal: acting,
    route: 'bookAppointment',
    key: key ?? '',
    fingerprint,
    id: newId(),
    slot_id: body.slotId,
    visit_type: body.visitType,
    patient_id: patient,
    acting,
    acting_as: 'patient',
    hold: false,
  })
  return facts
}

const app = new Hono()
app.post('/v1/clinics/:clinic/appointments', async (c) =>
  c.json(await book(c.req.header('idempotency-key'), await c.req.json()), 201),
)
app.post('/v1/authenticated/:clinic/appointments', async (c) => {
  await actors.load(c.req.header('authorization')?.slice('Bearer '.length) ?? '')
  return c.json(await book(c.req.header('idempotency-key'), await c.req.json()), 201)
})
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => process.send?.(info.port))
