import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { bookAppointment, type Clinic, ClinicOpener, readOutbox } from '@polyclinic/clinic'
import { carryEvents, ClinicDirectory, issueCard, registerAtDesk } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { openMoodyServer } from '@polyclinic/mail/mailbox'
import { PoolFleet } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { commandLine } from '../clinics/command-context.ts'
import { openHere } from '../clinics/testing/installed.ts'
import { root } from '../installation/read-settings.ts'
import { arenaManifest } from './booking/arena-manifest.ts'
import { openArena } from './booking/open-arena.ts'

/**
 * How many notices a second one worker tells, as an installation does: each asks the clinic's database whether it is
 * still so, opens its patient's address, is written, handed to a mail server on loopback, and noted.
 */
const count = Number(process.argv[2] ?? 600)
const perDay = 300_000

await using opening = new AsyncDisposableStack()
const arena = opening.use(await openArena())
const server = opening.use(await openMoodyServer())
const { provisioner: control } = opening.use(await openHere(arena.environment))
const fleet = new PoolFleet({
  ...{ seatsPerServer: 10, seatsPerDatabase: 4, idleMilliseconds: 60_000, waitMilliseconds: 10_000 },
  applicationName: 'bench',
  timeouts: { statementMilliseconds: 60_000, queryMilliseconds: 61_000, lockMilliseconds: 5_000 },
})
const opener = new ClinicOpener(fleet, control.vault)
opening.defer(() => fleet.close())
const clinic = opener.open(await new ClinicDirectory(control).require('slug', arenaManifest.slug))
await arena.asSuperuser(arena.entrance.database).query('delete from outbox')
await bookVisits(clinic)
for (;;) {
  const { events } = await readOutbox(clinic, commandLine, 200)
  await carryEvents(control, commandLine, clinic.id, events)
  const ids = events.map(({ id }) => id)
  await clinic.database.query('delete from outbox where id = any ($1)', [ids])
  if (events.length < 200) break
}

// all of them due at once: the worst that a queue can hold
const inControl = arena.asSuperuser('polyclinic_control')
await inControl.query('update graphile_worker._private_jobs set run_at = now()')
const worker = fork(join(root, 'apps/worker/src/main.ts'), {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  env: {
    ...arena.environment,
    PATH: process.env['PATH'],
    POLYCLINIC_KEYS_FILE: join(arena.environment['POLYCLINIC_DATA'] ?? '', 'keys.json'),
    POLYCLINIC_SMTP_URL: server.smtpUrl,
  },
})
opening.defer(() => void worker.kill())
await once(worker, 'message')
const began = performance.now()
await eventually(
  async () => {
    const { rows } = await inControl.query<{ sent: number }>(
      `select count(*)::integer as sent from notice where state = 'sent'`,
    )
    return rows[0]?.sent === count
  },
  { withinMilliseconds: 300_000 },
)
const perSecond = count / ((performance.now() - began) / 1000)
const needed = perDay / 86_400
console.log(
  `${count} notices, ${server.read.length} mails: ${perSecond.toFixed(1)} a second, ${(perSecond / needed).toFixed(0)} times the ${needed.toFixed(1)} of ${perDay} a day`,
)
if (perSecond < needed) process.exitCode = 1

/** Each by a patient with an address, in a slot of its own. */
async function bookVisits(at: Clinic): Promise<void> {
  await arena.asSuperuser(arena.entrance.database).query('update clinic_profile set notice_grace_seconds = 0')
  const desk: Actor = {
    ...{ kind: 'account', accountId: crypto.randomUUID(), operator: false },
    memberships: [{ clinicId: at.id, role: 'staff' }],
  }
  const { rows: slots } = await at.database.query<{ id: string }>(
    `select id from slot where capacity = 1 and taken = 0 and state = 'open' and starts_at > now() + interval '1 day'
     order by starts_at limit $1`,
    [count],
  )
  for (const [nth, { id: slotId }] of slots.entries()) {
    const form = { name: 'Some Body', email: `somebody-${nth}@bench.test`, consent: true } as const
    const once = { idempotencyKey: `bench-${nth}`, fingerprint: 'ab'.repeat(32) }
    const { patientId } = await registerAtDesk(control, desk, at, form, once)
    const patient: Actor = {
      ...{ kind: 'account', accountId: crypto.randomUUID(), operator: false },
      ...{ patientId, memberships: [] },
    }
    const request = { slotId, visitType: 'visit' }
    const introduce = async () => (await issueCard(control, patientId, at.id)) ?? {}
    await bookAppointment(at, patient, request, { ...once, introduce })
  }
}
