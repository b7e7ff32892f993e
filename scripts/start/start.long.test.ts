import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findRunningPostgres, freePort } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../installation/read-settings.ts'
import { firstBooking } from './welcome.ts'

const run = promisify(execFile)
let data: string
let apiPort: number
let postgresPort: number
let mailboxPort: number
let smtpPort: number
const started: ChildProcess[] = []

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'polyclinic start '))
  // root's server runs under another account: where that cannot pass, its data would lie elsewhere and stay there
  chmodSync(data, 0o711)
  apiPort = await freePort()
  postgresPort = await freePort()
  mailboxPort = await freePort()
  smtpPort = await freePort()
})
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

function start(over: Record<string, string> = {}): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [join(root, 'scripts/start/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      POLYCLINIC_DATA: data,
      POLYCLINIC_POSTGRES_PORT: String(postgresPort),
      PORT: String(apiPort),
      POLYCLINIC_MAILBOX_PORT: String(mailboxPort),
      POLYCLINIC_MAILBOX_SMTP_PORT: String(smtpPort),
      ...over,
    },
  })
  started.push(child)
  let text = ''
  child.stdout?.on('data', (chunk) => (text += chunk))
  child.stderr?.on('data', (chunk) => (text += chunk))
  return { child, output: () => text }
}

const isUp = (output: () => string) =>
  eventually(() => output().includes('Polyclinic is up'), { withinMilliseconds: 100_000 })
const answers = () =>
  fetch(`http://127.0.0.1:${apiPort}/live`).then(
    () => true,
    () => false,
  )
const everythingIsGone = () =>
  eventually(async () => !(await answers()) && findRunningPostgres(join(data, 'postgres')) === undefined, {
    withinMilliseconds: 30_000,
  })

describe('npm start', () => {
  test('brings up four clinics, and the printed walk-through makes a booking when pasted', async () => {
    const { child, output } = start()
    await isUp(output)
    expect(output()).toContain('4 demo clinics made')
    expect(output()).toContain('Roles count without a second factor here')
    const pasted = output().slice(output().indexOf('API='))
    const { stdout } = await run('bash', ['-c', pasted])
    expect(stdout).toContain('201 Created')
    expect(stdout).toContain('"status":"booked"')
    expect(output()).toContain(`Mailbox         http://localhost:${mailboxPort}\n`)
    expect((await fetch(`http://localhost:${mailboxPort}/api/mails`)).status).toBe(200)
    child.kill('SIGINT')
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([0, null])
    await everythingIsGone()
  })

  test('started again reuses everything', async () => {
    const { child, output } = start()
    await isUp(output)
    expect(output()).toContain('everything was there')
    // a parent that is killed leaves nothing behind
    child.kill('SIGKILL')
    await everythingIsGone()
  })

  test('heals after that, and a second one beside it says whose port is taken', async () => {
    const { child, output } = start()
    await isUp(output)
    const second = start()
    expect(await once(second.child, 'exit')).toEqual([1, null])
    expect(second.output()).toContain(`Port ${apiPort} is in use by another program`)
    expect(second.output()).not.toContain('    at ')
    expect(await answers()).toBe(true)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test("says in one sentence that Postgres' port is taken", async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const port = String((other.address() as { port: number }).port)
    const { child, output } = start({ POLYCLINIC_POSTGRES_PORT: port })
    expect(await once(child, 'exit')).toEqual([1, null])
    expect(output().trim().split('\n')).toHaveLength(1)
    expect(output()).toContain(`Port ${port} is in use`)
    other.close()
  })

  test('refuses its demo in production', async () => {
    const { child, output } = start({ NODE_ENV: 'production' })
    expect(await once(child, 'exit')).toEqual([1, null])
    expect(output()).toBe('In production a real server is needed: set DATABASE_URL to its administrator.\n')
  })
})

test('the README shows the same walk-through', () => {
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(firstBooking('http://localhost:8080'))
})
