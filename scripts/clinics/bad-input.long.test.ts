import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hospitalsFile } from './testing/hospitals-file.ts'
import { faultsOf, writeManifest } from './testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer } from './testing/private-server.ts'
import { runClinics, startClinics } from './testing/run-clinics.ts'

let server: PrivateServer
beforeAll(async () => {
  server = await startPrivateServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

const run = (...words: string[]) => runClinics(words, server.environment)
const file = (name: string) => join(server.data, name)
const doctor = { name: 'Dr. No', languages: ['en'], specialty: 'surgery', shifts: [] }
const staffing = {
  specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
  visitTypes: [{ code: 'visit', name: 'Visit', minutes: 30 }],
  openingHours: [],
  shifts: [{ code: 'day', name: 'Day', from: '08:00', until: '12:00', slotMinutes: 30 }],
  doctors: [doctor],
}

const oddZones = (): string[] =>
  ['+05:30', 'europe/berlin', 'Etc/GMT+5', 'America/Coyhaique'].map((timeZone, n) =>
    writeManifest(server.data, `zone-${n}`, { timeZone }),
  )

describe('manifests that cannot be used', () => {
  test('each gets one sentence, and the good one among them is onboarded', async () => {
    writeFileSync(file('not.json'), '{ "slug": ')
    const cases: [string, RegExp][] = [
      [
        writeManifest(server.data, 'mars', { timeZone: 'Mars/Olympus' }),
        /timeZone: not a time zone of the IANA/,
      ],
      [writeManifest(server.data, 'typo', { timezone: 'UTC' }), /Unrecognized key: "timezone"/],
      [file('not.json'), /not\.json is not JSON: /],
      [file('nowhere.json'), /^There is no file .*nowhere\.json\.$/],
      [
        writeManifest(server.data, 'nobody', { template: 'spa' }),
        /there is no template spa; there are family-practice/,
      ],
      [writeManifest(server.data, 'bare', { template: undefined }), /give a staffing, or name a template/],
      [
        writeManifest(server.data, 'torn', { staffing }),
        /The specialty surgery of Dr\. No is not among the clinic's\./,
      ],
      [
        writeManifest(server.data, 'far', { server: 'moon' }),
        /^The server moon is unknown, closed or full: /,
      ],
    ]
    const good = writeManifest(server.data, 'good')
    const files = [...cases.map(([path]) => path), ...oddZones(), good]
    const { code, stdout, stderr } = await run('onboard', ...files, '--json')
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    const results: { file: string; verdict: string; error?: string }[] = JSON.parse(stdout)
    for (const [index, [path, sentence]] of cases.entries()) {
      expect(results[index]).toMatchObject({
        file: path,
        verdict: 'failed',
        error: expect.stringMatching(sentence),
      })
      expect(results[index]?.error).not.toContain('\n')
    }
    expect(results.at(-1)).toEqual({ file: good, clinic: 'good', verdict: 'onboarded' })
    // a zone that the runtime knows must not be one that the database does not
    for (const { verdict, error } of results.slice(cases.length, -1)) {
      expect(`${verdict} ${error}`).toMatch(/^onboarded|timeZone: not a time zone/)
    }
    expect(await faultsOf(server, 'good')).toEqual([])
  })

  test('a slug that is declared a second time in another way is refused; the same way it changes nothing', async () => {
    const again = writeManifest(server.data, 'good')
    expect(await run('onboard', again)).toEqual({ code: 0, stdout: 'unchanged  good\n', stderr: '' })
    writeManifest(server.data, 'good', { name: 'Another clinic' })
    const { code, stdout } = await run('onboard', again)
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^failed .*: The slug good belongs to Clinic good, which was declared differently: .*\n$/,
    )
  })

  test('mended, they are onboarded by the next run', async () => {
    const mended = writeManifest(server.data, 'mars')
    expect(await run('onboard', mended)).toMatchObject({ code: 0, stdout: 'onboarded  mars\n' })
    expect(await faultsOf(server, 'mars')).toEqual([])
  })
})

describe('words it does not know', () => {
  test.each([
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['list', '--colour'], /unknown option '--colour'/],
    [['import', 'x.csv', '--concurrency', '9'], /It is above 8/],
    [['invite', 'good', 'ada@example.org', '--role', 'operator'], /Allowed choices are clinic_admin/],
  ])('%j ends with 2 and the help', async (words, sentence) => {
    const { code, stdout, stderr } = await runClinics(words, {})
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/--help|Usage: clinics/)
  })

  test('--help tells every verb', async () => {
    const { code, stdout } = await runClinics(['--help'], {})
    expect(code).toBe(0)
    for (const verb of ['onboard', 'import', 'list', 'show', 'migrate', 'suspend', 'resume', 'archive']) {
      expect(stdout).toContain(`\n  ${verb} `)
    }
  })
})

describe('files, clinics and settings that are not there', () => {
  test.each([
    [['import', 'nowhere.csv'], /^There is no file .*nowhere\.csv: check the path\.\n$/],
    [
      ['import', hospitalsFile, '--template', 'spa'],
      /^There is no template spa: choose one of family-practice, /,
    ],
    [['show', 'nowhere'], /^There is no clinic nowhere\.\n$/],
    [['invite', 'nowhere', 'ada@example.org'], /^There is no such clinic\.\n$/],
  ])('%j ends with 1 and one sentence', async (words, sentence) => {
    const { code, stdout, stderr } = await run(...words)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(sentence)
  })
})

test('an admin is invited by mail, once, and the link is not shown', async () => {
  const words = ['invite', 'good', 'ada@example.org', '--json']
  const { code, stdout, stderr } = await run(...words)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ email: 'ada@example.org', role: 'clinic_admin' })
  expect(stdout).not.toContain('#invitation')
  const again = await run(...words)
  expect([again.code, again.stderr]).toEqual([
    1,
    'This address is invited to that role already. Send the invitation again, or withdraw it.\n',
  ])
})

describe('the verbs', () => {
  test('answer in JSON that parses', async () => {
    const list = await run('list', '--json')
    expect(JSON.parse(list.stdout)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ slug: 'good', state: 'active', schemaVersion: expect.any(Number) }),
      ]),
    )
    const show = await run('show', 'good', '--json')
    expect(JSON.parse(show.stdout)).toMatchObject({ slug: 'good', timeZone: 'Europe/Berlin' })
    const migrate = await run('migrate', '--json')
    expect(JSON.parse(migrate.stdout)).toMatchObject({ notBegun: 0 })
  })

  test('suspend, resume and archive say the state that follows', async () => {
    expect((await run('suspend', 'good')).stdout).toBe('good is suspended.\n')
    expect((await run('list')).stdout).toMatch(/^good +suspended /m)
    expect((await run('resume', 'good')).stdout).toBe('good is active.\n')
    expect((await run('archive', 'good')).stdout).toBe('good is archived; nothing was deleted.\n')
  })

  test('a reader that goes away is no failure', async () => {
    const running = startClinics(['list'], server.environment)
    running.child.stdout?.destroy()
    expect(await running.ended).toMatchObject({ code: 0, stderr: '' })
  })
})
