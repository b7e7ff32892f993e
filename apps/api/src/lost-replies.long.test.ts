import { once } from 'node:events'
import { connect } from 'node:net'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
})
afterAll(() => service[Symbol.asyncDispose]())

it('a reply that was lost is given again to each of a thousand repetitions, and nothing is booked twice', async () => {
  const [patient, [slot]] = [await service.patient(), await service.freeSlots('alpha', 1)]
  if (!slot) throw new Error('there is no slot')
  const { databaseName } = await service.clinic('alpha')
  const inside = service.fleet.asSuperuser(databaseName)
  const count = async () =>
    (
      await inside.query<{ rows: number; events: number }>(
        `select (select count(*)::integer from appointment) as rows,
           (select count(*)::integer from appointment_event) as events`,
      )
    ).rows[0]
  const question = { clinic: 'alpha', token: patient.token, ...service.booking(slot, 'A sore throat') }

  await sendAndHangUp(service.api.port, question)
  await eventually(async () => (await count())?.rows === 1)

  const bodies = new Set<string>()
  for (let sent = 0; sent < 1_000; sent += 50) {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => service.ask('bookAppointment', question)),
    )
    for (const { status, text } of replies) {
      expect(status).toBe(201)
      bodies.add(text)
    }
  }
  expect(bodies.size).toBe(1)
  expect(await count()).toEqual({ rows: 1, events: 1 })
})

/** The whole request goes out, and the caller is gone before the answer. */
async function sendAndHangUp(
  port: number,
  { token, body, headers }: { token: string; body: unknown; headers: Readonly<Record<string, string>> },
): Promise<void> {
  const text = JSON.stringify(body)
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  const lines = [
    'POST /v1/clinics/alpha/appointments HTTP/1.1',
    'host: 127.0.0.1',
    `authorization: Bearer ${token}`,
    `idempotency-key: ${headers['idempotency-key']}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
  ]
  await new Promise((resolve) => socket.write(`${lines.join('\r\n')}\r\n\r\n${text}`, resolve))
  socket.destroy()
}
