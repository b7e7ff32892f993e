import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLedger } from './open-ledger.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyclinic-ledger-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const entry = (patientId: string, erasureId = `e-${patientId}`) => ({
  erasureId,
  patientId,
  at: '2027-01-04T08:00:00Z',
})

describe('the ledger of erasures', () => {
  test('is one that production cannot do without', async () => {
    await expect(openLedger({ production: true, erasureLedger: undefined })).rejects.toThrow(
      'In production erasures are remembered outside of the databases: name the file in POLYCLINIC_ERASURE_LEDGER.',
    )
    expect(await openLedger({ production: false, erasureLedger: undefined })).toBeUndefined()
  })

  test('that cannot be written says so in a sentence', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    await expect(
      openLedger({ production: true, erasureLedger: join(file, 'erasures.jsonl') }),
    ).rejects.toThrow(
      /^The ledger of erasures .* cannot be written \(\w+\): name another file with POLYCLINIC_ERASURE_LEDGER\.$/,
    )
  })

  test('gives back what was told, the last of each patient, whatever a killed process left in between', async () => {
    const file = join(folder, 'deep', 'erasures.jsonl')
    const [one, two] = await Promise.all(
      [1, 2].map(() => openLedger({ production: true, erasureLedger: file })),
    )
    await one?.append(entry('ada'))
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"erasureId":"cut o`)
    await Promise.all(['ben', 'cem', 'dia'].map((patient) => two?.append(entry(patient))))
    await one?.append(entry('ada', 'again'))
    const read = await two?.read()
    expect(read?.toSorted((a, b) => (a.patientId < b.patientId ? -1 : 1))).toEqual([
      entry('ada', 'again'),
      entry('ben'),
      entry('cem'),
      entry('dia'),
    ])
  })
})
