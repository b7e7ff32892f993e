import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findRunningPostgres } from './find-running-postgres.ts'
import { isRunning } from './is-running.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts'

const launcher = new URL('./start-embedded-postgres.ts', import.meta.url).href
const settings = { max_connections: 20, fsync: 'off' }

let home: string
let running: EmbeddedPostgres[]
let children: ChildProcess[]

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'polyclinic embedded-'))
  await chmod(home, 0o711)
  running = []
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const server of running) await server.stop()
  await until(() => findRunningPostgres(join(home, 'pg')) === undefined)
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
})

describe('an embedded Postgres', () => {
  it('starts on an empty place, and a second start finds the data (in a path with spaces)', async () => {
    const lines: string[] = []
    const first = await start({ onLog: (line) => lines.push(line) })
    expect(first.adopted).toBe(false)
    await ask(first.adminUrl(), 'create table kept as select 42 as answer')
    await first.stop()
    await first.stop()
    expect(findRunningPostgres(join(home, 'pg'))).toBeUndefined()
    expect(lines.some((line) => line.includes('ready to accept connections'))).toBe(true)

    const second = await start()
    expect(await ask(second.adminUrl(), 'select answer from kept')).toEqual([{ answer: 42 }])
    expect(await readdir(home)).toEqual(['pg', 'pg.password'])
  })

  it('speaks UTF-8, the built-in locale and UTC, on loopback only, ready for logical replication', async () => {
    const server = await start()
    const [row] = await ask(
      server.adminUrl(),
      `select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
         current_setting('listen_addresses') as host, current_setting('unix_socket_directories') as socket,
         current_setting('wal_level') as wal, datlocprovider as provider, datlocale as locale
       from pg_database where datname = 'postgres'`,
    )
    expect(row).toEqual({
      encoding: 'UTF8',
      zone: 'UTC',
      host: '127.0.0.1',
      socket: '',
      wal: 'logical',
      provider: 'b',
      locale: 'C.UTF-8',
    })
  })

  it('refuses a wrong password and keeps the right one to its user', async () => {
    const server = await start()
    const wrong = new URL(server.adminUrl())
    wrong.password = 'wrong'
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    wrong.password = ''
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password/)
    expect((await stat(join(home, 'pg.password'))).mode & 0o777).toBe(0o600)
  })

  it('keeps statements, parameters and keys out of its log', async () => {
    const lines: string[] = []
    const server = await start({ onLog: (line) => lines.push(line) })
    await ask(server.adminUrl(), 'create table patient (email text unique)')
    await ask(server.adminUrl(), "insert into patient values ('ada@canary.example')")
    const again = ask(server.adminUrl(), 'insert into patient values ($1)', ['ada@canary.example'])
    await expect(again).rejects.toMatchObject({ code: '23505' })
    await server.stop()
    expect(lines.join('\n')).toContain('duplicate key value')
    expect(lines.join('\n')).not.toContain('canary')
  })

  it('says in one sentence that the port belongs to another program', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await expect(start({ port })).rejects.toMatchObject({
      code: 'port-taken',
      facts: { port },
      message: `Port ${port} is in use by another program: stop it or choose another with POLYCLINIC_POSTGRES_PORT.`,
    })
    other.close()
  })

  it('adopts a running server and leaves it running', async () => {
    const first = await start()
    const second = await start()
    expect(second).toMatchObject({ adopted: true, port: first.port })
    await second.stop()
    expect(await ask(first.adminUrl(), 'select 1 as one')).toEqual([{ one: 1 }])
    expect(findRunningPostgres(join(home, 'pg'))?.adminUrl('x')).toBe(first.adminUrl('x'))
  })

  it('gives two first starts at once the same server', async () => {
    const [one, two] = await Promise.all([start(), start()])
    expect([one.adopted, two.adopted].sort()).toEqual([false, true])
    expect(one.adminUrl()).toBe(two.adminUrl())
    expect(await ask(two.adminUrl(), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('dies with a killed parent, and the next start finds the data', async () => {
    const { child, url } = await startInChild()
    await ask(url, 'create table kept as select 42 as answer')
    const server = findRunningPostgres(join(home, 'pg'))
    child.kill('SIGKILL')
    // a busy machine takes a moment to end it; then at once, while the old server still has to notice
    await until(() => !isRunning(child.pid ?? 0))
    const next = await start()
    expect(next.adopted).toBe(false)
    expect(isRunning(server?.pid ?? 0)).toBe(false)
    expect(await ask(next.adminUrl(), 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('ends by itself when the parent is killed and nobody starts again', async () => {
    const { child } = await startInChild()
    const pid = findRunningPostgres(join(home, 'pg'))?.pid ?? 0
    expect(isRunning(pid)).toBe(true)
    child.kill('SIGKILL')
    await until(() => !isRunning(pid))
  })

  it('heals after the server itself was killed', async () => {
    const first = await start()
    await ask(first.adminUrl(), 'create table kept as select 42 as answer')
    const pid = findRunningPostgres(join(home, 'pg'))?.pid ?? 0
    process.kill(pid, 'SIGKILL')
    // a busy machine takes a moment to end it
    await until(() => !isRunning(pid))
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await ask(second.adminUrl(), 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('is not misled by a process number that lives on as another program', async () => {
    const server = await start()
    await server.stop()
    const lines = [process.pid, join(home, 'pg'), 0, server.port, '', '127.0.0.1', '1 1', 'ready']
    await writeFile(join(home, 'pg', 'postmaster.pid'), `${lines.join('\n')}\n`)
    expect(findRunningPostgres(join(home, 'pg'))).toBeUndefined()
    expect((await start()).adopted).toBe(false)
  })

  it('clears a half-made data directory that a killed first start left', async () => {
    await mkdir(join(home, 'pg.initialising-999999999-ab', 'data'), { recursive: true })
    await start()
    expect(await readdir(home)).toEqual(['pg', 'pg.password'])
  })

  it('refuses data of another major version in one sentence', async () => {
    const server = await start()
    await server.stop()
    await writeFile(join(home, 'pg', 'PG_VERSION'), '17\n')
    await expect(start()).rejects.toMatchObject({
      code: 'data-directory-of-another-version',
      facts: { found: '17', expected: '18' },
    })
  })

  it('refuses a directory of other files, and data without its password', async () => {
    await mkdir(join(home, 'pg'))
    await writeFile(join(home, 'pg', 'letter.txt'), 'dear reader')
    await expect(start()).rejects.toThrow(
      /holds files that are not a database: choose another, or empty it\.$/,
    )
    await rm(join(home, 'pg', 'letter.txt'))
    await (await start()).stop()
    await rm(join(home, 'pg.password'))
    await expect(start()).rejects.toThrow(/has lost its password file/)
  })

  it.skipIf(process.getuid?.() !== 0)(
    'serves root from a checkout that the server’s account cannot enter',
    async () => {
      await chmod(home, 0o700)
      const machineDirectory = await mkdtemp(join(tmpdir(), 'polyclinic-machine-'))
      await chmod(machineDirectory, 0o755)
      const lines: string[] = []
      const first = await start({ machineDirectory, onLog: (line) => lines.push(line) })
      await ask(first.adminUrl(), 'create table kept as select 42 as answer')
      expect(lines.filter((line) => line.startsWith('The data lies in'))).toHaveLength(1)
      expect(await readlink(join(home, 'pg'))).toContain(await realpath(machineDirectory))
      expect(findRunningPostgres(join(home, 'pg'))?.port).toBe(first.port)
      await first.stop()

      const second = await start({ machineDirectory, onLog: (line) => lines.push(line) })
      expect(await ask(second.adminUrl(), 'select answer from kept')).toEqual([{ answer: 42 }])
      expect(lines.filter((line) => line.startsWith('The data lies in'))).toHaveLength(1)
      await second.stop()
      await rm(machineDirectory, { recursive: true })
    },
  )
})

async function start(options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) {
  const server = await startEmbeddedPostgres({ dataDirectory: join(home, 'pg'), settings, ...options })
  running.unshift(server)
  return server
}

async function startInChild(): Promise<{ child: ChildProcess; url: string }> {
  const options = JSON.stringify({ dataDirectory: join(home, 'pg'), settings })
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(launcher)}
    const server = await startEmbeddedPostgres(${options})
    console.log(server.adminUrl())
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [said] = await once(child.stdout, 'data')
  return { child, url: String(said).trim() }
}

async function ask(url: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('The condition did not come true within 15 s.')
    await pause(20)
  }
}
