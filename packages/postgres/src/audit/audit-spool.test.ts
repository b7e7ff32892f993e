import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../pools/index.ts'
import type { AuditEntry } from './audit-entry.ts'
import { AuditSpool } from './audit-spool.ts'
import { AuditTrail, AuditUnwritable } from './audit-trail.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'spool-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const anEntry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: randomUUID(),
  at: new Date().toISOString(),
  actor: 'account:a',
  capacity: 'staff',
  purpose: 'appointment.read',
  kind: 'read',
  objectType: 'appointment',
  objectId: 'b',
  patientId: undefined,
  ...over,
})

/** A database that takes each entry once, as the real one does. */
function aDatabase() {
  const taken = new Map<string, AuditEntry>()
  const insert = async (_: string, entries: AuditEntry[]) => {
    for (const entry of entries) if (!taken.has(entry.id)) taken.set(entry.id, entry)
  }
  return { insert, ids: () => [...taken.keys()] }
}
const ids = (entries: readonly AuditEntry[]) => entries.map(({ id }) => id)

describe('the spool', () => {
  test('brings everything home in order, also what another process left behind', async () => {
    const entries = Array.from({ length: 1_200 }, () => anEntry())
    const [before, after] = [new AuditSpool(directory), new AuditSpool(directory)]
    await Promise.all(entries.slice(0, 700).map((entry) => before.append('alpha', [entry])))
    await after.append('alpha', entries.slice(700))
    const home = aDatabase()
    await after.drain(home.insert)
    expect(home.ids()).toEqual(ids(entries))
    expect(await readdir(directory)).toEqual([])
  })

  test('leaves alone what a living process may still write to', async () => {
    const spool = new AuditSpool(directory)
    await spool.append('alpha', [anEntry()])
    const [file = ''] = await readdir(directory)
    await rename(
      join(directory, file),
      join(directory, file.replace(`.${process.pid}.open`, `.${process.ppid}.open`)),
    )
    const home = aDatabase()
    await new AuditSpool(directory).drain(home.insert)
    expect([home.ids(), await readdir(directory)]).toEqual([
      [],
      [expect.stringContaining(`${process.ppid}.open`)],
    ])
  })

  test('carries on after whoever drained it was killed in the middle, and loses and doubles nothing', async () => {
    const entries = Array.from({ length: 1_700 }, () => anEntry())
    const spool = new AuditSpool(directory)
    await spool.append('alpha', entries)
    const home = aDatabase()
    let batches = 0
    await spool.drain(async (name, batch) => {
      if (++batches === 3) throw new Error('killed')
      await home.insert(name, batch)
    })
    expect(home.ids()).toHaveLength(1_000)
    await new AuditSpool(directory).drain(home.insert)
    expect(home.ids()).toEqual(ids(entries))
    expect(await readdir(directory)).toEqual([])
  })

  test('passes over a line that was cut off, and keeps what one database does not take for itself', async () => {
    const spool = new AuditSpool(directory)
    const [kept, taken] = [anEntry(), anEntry()]
    await spool.append('alpha', [kept])
    await spool.append('beta', [taken])
    const files = await readdir(directory)
    await appendFile(join(directory, files.find((file) => file.includes('.beta.')) ?? ''), '{"id":"cut')
    const home = aDatabase()
    const alphaIsDown = (name: string, batch: AuditEntry[]) =>
      name === 'alpha' ? Promise.reject(new Error('down')) : home.insert(name, batch)
    await spool.drain(alphaIsDown)
    expect(home.ids()).toEqual([taken.id])
    await spool.drain(home.insert)
    expect(home.ids()).toEqual([taken.id, kept.id])
  })
})

describe('a trail', () => {
  const failing = { query: () => Promise.reject(new Error('no space left')) } as unknown as Database

  test('keeps in the spool what the database does not take', async () => {
    const events: unknown[] = []
    const spool = new AuditSpool(directory, {
      onSpooled: ({ name, entries }) => events.push([name, entries]),
    })
    await new AuditTrail(failing, 'alpha', spool).record([anEntry(), anEntry()])
    expect(events).toEqual([['alpha', 2]])
  })

  test('refuses where the disk takes nothing either', async () => {
    const file = join(directory, 'a-file')
    await writeFile(file, '')
    const recording = new AuditTrail(failing, 'alpha', new AuditSpool(join(file, 'spool'))).record([
      anEntry(),
    ])
    await expect(recording).rejects.toBeInstanceOf(AuditUnwritable)
  })
})
