import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clinicWrappedColumns } from '@polyclinic/clinic'
import { addAccount, wrappedColumns } from '@polyclinic/control'
import { keyRingFile, personalKeyPlace, Vault, wrappedVersion } from '@polyclinic/guard'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 as newId } from 'uuid'
import type { Installation } from '../installation/open-installation.ts'
import { readSettings } from '../installation/read-settings.ts'
import { startApi } from '../prove/service/start-api.ts'
import type { CommandContext } from './command-context.ts'
import { retireKeyCommand } from './keys-commands.ts'
import { ask, fleetFacts } from './testing/fleet-facts.ts'
import { onboardHere, openHere } from './testing/installed.ts'
import { writeManifest } from './testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer } from './testing/private-server.ts'
import { runClinics, startClinics } from './testing/run-clinics.ts'

const slugs = ['ada', 'ben', 'cem']
const patientsEach = 1_000
const password = 'correct horse battery staple'
let server: PrivateServer
let installation: Installation
let environment: Record<string, string>
beforeAll(async () => {
  server = await startPrivateServer()
  installation = await openHere(server.environment)
  environment = { ...server.environment, POLYCLINIC_KEYS_FILE: join(server.data, 'keys.json') }
  for (const slug of slugs) await onboardHere(installation.provisioner, writeManifest(server.data, slug))
  for (const slug of slugs) await addPatients(slug)
}, 600_000)
afterAll(async () => {
  await installation?.close()
  await server?.[Symbol.asyncDispose]()
})

const vault = () => new Vault(keyRingFile(join(server.data, 'keys.json')))
const clinicDatabases = async () =>
  (await fleetFacts(server.adminUrl)).clinics.map(({ databaseName }) => databaseName)

/** Patients with a key each, in the control plane and with a copy of it in one clinic. */
async function addPatients(slug: string): Promise<void> {
  const ids = Array.from({ length: patientsEach }, () => newId())
  const keys = ids.map((id) => installation.vault.newPersonalKey(id))
  const insert = (database: string, texts: string[]) =>
    ask(server.adminUrl, database, async (query) => {
      for (const text of texts) await query(text, [ids, keys])
    })
  const given = 'from unnest($1::uuid[], $2::bytea[]) as g (id, key)'
  await insert('polyclinic_control', [
    `insert into patient (id, sealed_name) select id, 'x' ${given}`,
    `insert into patient_key (patient_id, wrapped_key) select id, key ${given}`,
  ])
  const facts = await fleetFacts(server.adminUrl)
  const clinic = facts.clinics.find((each) => each.slug === slug)
  await insert(clinic?.databaseName ?? '', [
    `insert into known_patient (patient_id, wrapped_key, consented_at) select id, key, now() ${given}`,
  ])
}

/** Every wrapped value there is: its version, and whether it opens with the ring as it is in the file. */
async function everyValue(): Promise<{ version: number; opens: boolean }[]> {
  const ring = vault()
  const found: { version: number; opens: boolean }[] = []
  const look = (database: string, columns: typeof wrappedColumns) =>
    ask(server.adminUrl, database, async (query) => {
      for (const { table, column, bound, within, place } of columns) {
        if (within) continue
        const rows = await query<{ value: Buffer; bound: string }>(
          `select ${column} as value, ${bound}::text as bound from ${table} where ${column} is not null`,
        )
        for (const row of rows) {
          found.push({
            version: wrappedVersion(row.value),
            opens: opens(() => ring.rewrap(row.value, place(row.bound))),
          })
        }
      }
    })
  await look('polyclinic_control', wrappedColumns)
  const inClinics = clinicWrappedColumns.map((column) => ({ ...column, place: personalKeyPlace }))
  for (const database of await clinicDatabases()) await look(database, inClinics)
  return found
}

function opens(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}

const versionsOf = (values: { version: number }[]) =>
  [...new Set(values.map(({ version }) => version))].sort()

async function countOld(version: number): Promise<number> {
  let count = 0
  const text = (table: string) =>
    `select count(*)::integer as count from ${table} where get_byte(wrapped_key, 1) = ${version}`
  for (const [database, table] of [
    ['polyclinic_control', 'patient_key'],
    ...(await clinicDatabases()).map((name) => [name, 'known_patient']),
  ] as [string, string][]) {
    const [row] = await ask(server.adminUrl, database, (query) => query<{ count: number }>(text(table)))
    count += row?.count ?? 0
  }
  return count
}

/**
 * Starts a rotation that comes to a key which somebody else is just changing, and kills it there.
 * @param table of keys of version 1; the one in their middle is held
 * @returns whether it was killed in the middle
 */
async function killRotation(database: string, table: string): Promise<boolean> {
  const before = await countOld(1)
  return await ask(server.adminUrl, database, async (hold) => {
    await hold('begin')
    const held = await hold(
      `select from ${table} where patient_id =
         (select percentile_disc(0.5) within group (order by patient_id) from ${table} where get_byte(wrapped_key, 1) = 1)
         for update`,
    )
    expect(held).toHaveLength(1)
    const running = startClinics(['keys', 'rotate'], environment)
    await eventually(async () => (await countOld(1)) < before, { withinMilliseconds: 30_000 })
    running.child.kill('SIGKILL')
    return (await running.ended).code === undefined
  })
}

interface Traffic extends AsyncDisposable {
  /** Waits for some more sign-ins with a booking each */
  some(): Promise<void>
  /** What went wrong; empty is right. */
  stop(): Promise<string[]>
}

/** New people sign in and book, one after the other in two lanes. */
async function openTraffic(port: number): Promise<Traffic> {
  const at = `http://127.0.0.1:${port}/v1`
  const failures: string[] = []
  let stopped = false
  let rounds = 0
  const send = async (
    path: string,
    body: object,
    headers: Record<string, string>,
  ): Promise<{ accessToken: string }> => {
    const answer = await fetch(`${at}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    // a machine that is too busy says so, and its client asks again; what does not open is a 500
    if (answer.status === 503) return send(path, body, headers)
    // a time that somebody else has is no failure
    if (!answer.ok && answer.status !== 409) throw new Error(`${path} ${answer.status} ${text}`)
    return JSON.parse(text)
  }
  const listed = await fetch(`${at}/clinics/ada/slots?visitType=consultation&limit=100`)
  const { items } = (await listed.json()) as { items: { id: string }[] }
  const signInAndBook = async (lane: number, nth: number) => {
    const email = `${lane}-${nth}@people.test`
    await addAccount(installation.provisioner, { email, password, patient: { name: 'Some Body', email } })
    const { accessToken } = await send('/auth/login', { email, password }, {})
    const booking = {
      slotId: items[(lane * 50 + nth) % items.length]?.id,
      visitType: 'consultation',
      reason: 'a rash',
    }
    const headers = { authorization: `Bearer ${accessToken}`, 'idempotency-key': email }
    await send('/clinics/ada/appointments', booking, headers)
  }
  const lanes = [0, 1].map(async (lane) => {
    for (let nth = 0; !stopped; nth++, rounds++) {
      await signInAndBook(lane, nth).catch((error: Error) => failures.push(error.message))
    }
  })
  const stop = async () => {
    stopped = true
    await Promise.all(lanes)
    return failures
  }
  return {
    async some() {
      const from = rounds
      await eventually(() => rounds > from + 2, { withinMilliseconds: 30_000 })
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
    },
  }
}

const context = (): CommandContext => ({
  installation,
  settings: readSettings(environment),
  interrupted: new AbortController().signal,
  json: true,
})

describe('a rotation of the key-encryption key', () => {
  test('killed again and again carries on, and leaves nothing of the old version', async () => {
    expect(await runClinics(['keys', 'add'], environment)).toMatchObject({
      code: 0,
      stdout: 'Version 2 is the current one: "keys rotate" wraps everything with it.\n',
    })
    const total = slugs.length * patientsEach * 2
    expect(await countOld(1)).toBe(total)
    const [ada = ''] = await clinicDatabases()
    const left = [total]
    for (const [database, table] of [
      ['polyclinic_control', 'patient_key'],
      [ada, 'known_patient'],
      [ada, 'known_patient'],
    ] as const) {
      expect(await killRotation(database, table)).toBe(true)
      left.push(await countOld(1))
    }
    process.stdout.write(`${left.length - 1} rotations killed; values left: ${left.join(', ')}.\n`)
    // each carried on from where the one before was killed, and none came to the end
    expect(left.toSorted((a, b) => b - a)).toEqual(left)
    expect(new Set(left).size).toBe(left.length)
    expect(left.at(-1)).toBeGreaterThan(0)
    const refused = await runClinics(['keys', 'retire', '1'], environment)
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^Version 1 still wraps \d+ keys/m),
    ])

    expect((await runClinics(['keys', 'rotate'], environment)).stdout).toMatch(
      /^\d+ wrapped anew with version 2, 0 clinics failed\.$/m,
    )
    const values = await everyValue()
    expect(values.length).toBeGreaterThan(total)
    expect([versionsOf(values), values.filter(({ opens: fits }) => !fits).length]).toEqual([[2], 0])
    // nothing of what a reader sees has changed
    const [touched] = await ask(server.adminUrl, (await clinicDatabases())[0] ?? '', (query) =>
      query<{ count: number }>('select count(*)::integer as count from known_patient where version > 1'),
    )
    expect(touched?.count).toBe(0)
  }, 600_000)

  test('is not followed by the end of a version while a clinic cannot be looked at', async () => {
    const [database = ''] = await clinicDatabases()
    const allow = (yes: boolean) =>
      ask(server.adminUrl, 'postgres', (query) =>
        query(`alter database "${database}" allow_connections ${yes}`),
      )
    await allow(false)
    try {
      await expect(retireKeyCommand(context(), 1, 0)).rejects.toThrow(
        /^Version 1 may still be needed at ada, which cannot be looked at: /,
      )
      expect(vault().versions).toEqual([1, 2])
    } finally {
      await allow(true)
    }
  })

  test('disturbs nobody: sign-ins and bookings go on from add to retire', async () => {
    const before = vault().currentVersion
    await using api = await startApi(environment)
    await using traffic = await openTraffic(api.port)
    await traffic.some()
    expect(await runClinics(['keys', 'add'], environment)).toMatchObject({ code: 0 })
    await traffic.some()
    // what was on its way with the older version is brought up by the second one
    for (const _ of ['first', 'second']) {
      const rotated = await runClinics(['keys', 'rotate'], environment)
      expect([rotated.code, rotated.stdout]).toEqual([0, expect.stringContaining(' 0 clinics failed.')])
    }
    await retireKeyCommand(context(), before, 1_500)
    await traffic.some()
    expect(await traffic.stop()).toEqual([])
    const values = await everyValue()
    expect([versionsOf(values), values.every(({ opens: fits }) => fits)]).toEqual([[before + 1], true])
    expect(vault().versions).not.toContain(before)
  }, 600_000)

  test('of keys that come from the environment prints the ring and changes nothing', async () => {
    const text = readFileSync(join(server.data, 'keys.json'), 'utf8')
    const { code, stdout, stderr } = await runClinics(['keys', 'add'], {
      ...environment,
      POLYCLINIC_KEYS: text,
    })
    expect([code, JSON.parse(stdout).current]).toEqual([0, 4])
    expect(stderr).toMatch(/^The keys come from POLYCLINIC_KEYS: set it to the text above/m)
    expect(readFileSync(join(server.data, 'keys.json'), 'utf8')).toBe(text)
  })
})
