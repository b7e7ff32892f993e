import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadMigrations } from './load-migrations.ts'
import { migrationsFingerprint } from './migrations-fingerprint.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'polyclinic-migrations-'))
})
afterEach(() => rm(directory, { recursive: true }))

describe('loading migrations', () => {
  it('reads the files in order and leaves what is no SQL alone', async () => {
    await write({ '0002_b.sql': 'select 2', '0001_a.sql': 'select 1', 'README.md': 'read me' })
    const migrations = await loadMigrations(directory)
    expect(migrations.map(({ version, name }) => [version, name])).toEqual([
      [1, '0001_a'],
      [2, '0002_b'],
    ])
  })

  it('gives an empty list for an empty directory', async () => {
    expect(await loadMigrations(directory)).toEqual([])
  })

  it('gives the same checksum for either line end, and another for another text', async () => {
    const checksums = []
    for (const text of ['select 1;\nselect 2;\n', 'select 1;\r\nselect 2;\r\n', 'select 1;\nselect 3;\n']) {
      await write({ '0001_a.sql': text })
      const migrations = await loadMigrations(directory)
      checksums.push(`${migrations[0]?.checksum} ${migrationsFingerprint(migrations)}`)
    }
    expect(checksums[0]).toBe(checksums[1])
    expect(checksums[0]).not.toBe(checksums[2])
  })

  it('knows a file without a transaction by its first line', async () => {
    await write({ '0001_a.sql': '--! no-transaction\r\nvacuum', '0002_b.sql': '-- no-transaction\nselect 1' })
    const migrations = await loadMigrations(directory)
    expect(migrations.map(({ transactional }) => transactional)).toEqual([false, true])
  })

  const index = 'create index concurrently visit_day on visit (day);'
  it.each<[string, Record<string, string>, RegExp]>([
    ['a gap', { '0001_a.sql': '', '0003_c.sql': '' }, /^0003_c\.sql stands where 0002 is missing/],
    ['a beginning that is not 0001', { '0002_b.sql': '' }, /^0002_b\.sql stands where 0001 is missing/],
    [
      'two of one number',
      { '0001_a.sql': '', '0001_b.sql': '' },
      /^0001_b\.sql has the same number as 0001_a/,
    ],
    ['a wrong name', { '1_a.sql': '' }, /^1_a\.sql is not named like/],
    ['a wrong ending', { '0001_a.SQL': '' }, /^0001_a\.SQL is not named like/],
    ['its own commit', { '0001_a.sql': 'select 1;\n-- now\nCOMMIT;' }, /^0001_a\.sql holds "commit"/],
    ['an unknown instruction', { '0001_a.sql': '--! no-transactions\nselect 1' }, /instruction in line 1/],
    ['an instruction too late', { '0001_a.sql': '-- why\n--! no-transaction\n' }, /instruction in line 2/],
    ['an index built concurrently in a transaction', { '0001_a.sql': index }, /begin it with the line/],
    [
      'an index that a killed run would leave invalid',
      { '0001_a.sql': `--! no-transaction\n${index}` },
      /write "drop index concurrently if exists visit_day;" before it/,
    ],
  ])('refuses %s in one sentence', async (_, files, sentence) => {
    await write(files)
    await expect(loadMigrations(directory)).rejects.toMatchObject({ code: 'migration-files-invalid' })
    await expect(loadMigrations(directory)).rejects.toThrow(sentence)
  })

  it('accepts a function whose body holds begin and end', async () => {
    await write({
      '0001_a.sql': 'create function f() returns int language plpgsql as $$ begin; commit; end $$;',
    })
    expect(await loadMigrations(directory)).toHaveLength(1)
  })
})

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
}
