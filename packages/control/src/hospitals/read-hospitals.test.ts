import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HospitalVerdict, readHospitals, UnreadableHospitalFile } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hospitals-'))
})
afterAll(() => rm(folder, { recursive: true }))

const columns = 'ID,NAME,ADDRESS,CITY,STATE,ZIP,TELEPHONE,STATUS,COUNTRY,LATITUDE,LONGITUDE'
const good = {
  ID: '1',
  NAME: 'GENERAL HOSPITAL',
  ADDRESS: '1 MAIN ST',
  CITY: 'AUSTIN',
  STATE: 'TX',
  ZIP: '78701',
  TELEPHONE: '(512) 324-7000',
  STATUS: 'OPEN',
  COUNTRY: 'USA',
  LATITUDE: '30.27',
  LONGITUDE: '-97.74',
}
const row = (changes: Partial<typeof good> = {}) =>
  Object.values({ ...good, ...changes })
    .map((value) => `"${value.replaceAll('"', '""')}"`)
    .join(',')

async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'list.csv')
  await writeFile(path, content)
  return path
}
const read = async (...rows: string[]) => readHospitals(await file([columns, ...rows].join('\n')))

function accepted(verdict: HospitalVerdict | undefined) {
  if (!verdict?.ok) throw new Error(`refused: ${verdict?.reason}`)
  return verdict
}
const reasonOf = (verdict: HospitalVerdict | undefined) =>
  verdict?.ok === false ? verdict.reason : undefined

describe('bad rows', () => {
  test.each([
    [{ ID: 'NOT AVAILABLE' }, 'the hospital has no ID'],
    [{ NAME: '' }, 'the hospital has no name'],
    [{ STATUS: 'CLOSED' }, 'the hospital is closed'],
    [{ STATUS: 'NOT AVAILABLE' }, 'the hospital does not say whether it is open'],
    [{ LATITUDE: '-999', LONGITUDE: '-999' }, 'the hospital has no coordinates'],
    [{ LONGITUDE: '-999.0' }, 'the hospital has no coordinates'],
    [{ LATITUDE: '97.7' }, 'the coordinates 97.7, -97.74 are not on Earth'],
    [{ LATITUDE: '30° N' }, 'the coordinates 30° N, -97.74 are not on Earth'],
    [{ LATITUDE: '0', LONGITUDE: '0.000' }, 'the coordinates 0, 0.000 stand for none'],
    [{ LATITUDE: '48.1', LONGITUDE: '11.5' }, 'its coordinates lie in Europe/Berlin, not in TX'],
    [{ COUNTRY: 'ATLANTIS' }, 'the country ATLANTIS is not one this list covers'],
    [{ COUNTRY: '' }, 'the hospital has no country'],
  ])('%o is refused', async (changes, reason) => {
    const [bad, fine] = await read(row({ ID: '2', ...changes }), row())
    expect(bad).toEqual({ line: 2, ok: false, reason })
    expect(fine?.ok).toBe(true)
  })

  test('a name longer than a clinic may have is refused in one sentence', async () => {
    const [verdict] = await read(row({ NAME: 'X'.repeat(500) }))
    expect(reasonOf(verdict)).toMatch(/^the clinic's name is refused: /)
  })

  test('the second row with the same ID is refused, with the line of the first', async () => {
    const [first, second] = await read(row(), row({ NAME: 'OTHER' }))
    expect(first?.ok).toBe(true)
    expect(second).toEqual({ line: 3, ok: false, reason: 'the ID 1 was used before, on line 2' })
  })

  test('lines are counted across quoted line breaks, empty lines and broken rows', async () => {
    const verdicts = await read(
      row({ ADDRESS: '1 MAIN ST\nFLOOR 2\r\nROOM 3' }),
      '',
      '7,"BROKEN"X,',
      row({ ID: '2' }),
      '1,2,3',
      row({ ID: '3' }),
    )
    expect(verdicts.map(({ line, ok }) => [line, ok])).toEqual([
      [2, true],
      [6, false],
      [7, true],
      [8, false],
      [9, true],
    ])
    expect(accepted(verdicts[0]).manifest.address?.line).toBe('1 Main St Floor 2 Room 3')
    expect(reasonOf(verdicts[1])).toBe('the row has a quote in the wrong place')
    expect(reasonOf(verdicts[3])).toBe('the row has 3 fields where the header has 11')
  })

  test('what cannot be understood of an address is left out with a warning', async () => {
    const verdicts = await read(
      row({ ZIP: 'X1' }),
      row({ ID: '2', CITY: 'NOT AVAILABLE' }),
      row({ ID: '3', TELEPHONE: '(512) 324-7000 x12' }),
    )
    expect(verdicts.map((verdict) => accepted(verdict).warnings)).toEqual([
      ['ZIP X1 not understood, left out'],
      ['address without street or city, left out'],
      ['phone extension 12 left out'],
    ])
  })

  test('control characters do not reach the manifest', async () => {
    const [verdict] = await read(row({ NAME: 'GENERAL\u0007\u200B HOSPITAL' }))
    expect(accepted(verdict).manifest.name).toBe('General Hospital')
  })
})

describe('files', () => {
  test('a byte order mark and Windows line ends change nothing', async () => {
    const plain = await read(row(), row({ ID: '2' }))
    const windows = `\uFEFF${[columns, row(), row({ ID: '2' }), ''].join('\r\n')}`
    expect(await readHospitals(await file(windows))).toEqual(plain)
  })

  test('columns may stand in any order and case', async () => {
    const header = 'longitude,Latitude,id,NAME,ADDRESS,CITY,STATE,ZIP,TELEPHONE,STATUS,COUNTRY,BEDS'
    const fields = '-97.74,30.27,1,GENERAL HOSPITAL,1 MAIN ST,AUSTIN,TX,78701,(512) 324-7000,OPEN,USA,9'
    expect(await readHospitals(await file(`${header}\n${fields}`))).toEqual(await read(row()))
  })

  test('a header alone holds no hospitals', async () => {
    expect(await read()).toEqual([])
  })

  test.each([
    ['empty', '', /is empty\.$/],
    ['empty', '\n\n', /is empty\.$/],
    ['columns', 'ID,NAME\n1,X', /lacks the columns ADDRESS, CITY, STATE, ZIP, .* in its first line\.$/],
    ['columns', columns.replaceAll(',', ';'), /lacks the columns ID, NAME/],
    ['broken', 'ID,"NAME\n1,2', /is no CSV header: the row opens a quote and does not close it\.$/],
    ['not-text', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), /is not text: export it as CSV in UTF-8\.$/],
  ])('a file with trouble %s is refused as a whole', async (trouble, content, sentence) => {
    const error = await readHospitals(await file(content)).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnreadableHospitalFile)
    expect(error).toMatchObject({ code: 'unreadable-hospital-file', facts: { trouble } })
    expect((error as Error).message).toMatch(sentence)
  })

  test('a missing file and a folder are told apart', async () => {
    const missing = join(folder, 'nowhere.csv')
    await expect(readHospitals(missing)).rejects.toThrow(`There is no file ${missing}: check the path.`)
    await expect(readHospitals(folder)).rejects.toMatchObject({ facts: { trouble: 'folder' } })
  })
})
