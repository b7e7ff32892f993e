import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PostgreSqlContainer } from '@testcontainers/postgresql'
import { startEmbeddedPostgres } from '@polyclinic/postgres'
import { startContainer } from './start-container.ts'

export interface TestPostgres {
  readonly adminUrl: string
  readonly logFile: string
  /** For the run's first line. */
  readonly kind: string
  stop(): Promise<void>
}

// the data is thrown away, so nothing has to survive a loss of power
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
}

// what the embedded server has by itself: the suite sees the same server in both places
const containerSettings = {
  ...settings,
  timezone: 'UTC',
  log_timezone: 'UTC',
  wal_level: 'logical',
  max_connections: 1000,
  log_line_prefix: '%m [%p] %d ',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
}

/** Starts the Postgres of a test run: embedded, or in a container where an image is given. */
export async function startTestPostgres(options: {
  directory: string
  containerImage: string | undefined
}): Promise<TestPostgres> {
  const logFile = join(options.directory, 'postgres.log')
  writeFileSync(logFile, '')
  return options.containerImage === undefined
    ? startEmbedded(options.directory, logFile)
    : startInContainer(options.containerImage, logFile)
}

async function startEmbedded(directory: string, logFile: string): Promise<TestPostgres> {
  const dataDirectory = join(directory, 'postgres')
  const server = await startEmbeddedPostgres({
    dataDirectory,
    settings,
    onLog: (line) => appendFileSync(logFile, `${line}\n`),
  })
  return {
    adminUrl: server.adminUrl(),
    logFile,
    kind: 'embedded',
    async stop() {
      await server.stop()
      // it may lie elsewhere, where its account cannot enter the temporary directory
      if (existsSync(dataDirectory)) rmSync(realpathSync(dataDirectory), { recursive: true, maxRetries: 5 })
    },
  }
}

async function startInContainer(image: string, logFile: string): Promise<TestPostgres> {
  const flags = Object.entries(containerSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const container = new PostgreSqlContainer(image)
    .withDatabase('postgres')
    .withUsername('postgres')
    .withPassword(randomBytes(12).toString('hex'))
    .withEnvironment({
      POSTGRES_INITDB_ARGS:
        '--no-sync --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8',
    })
    .withCommand(['postgres', ...flags])
    .withLogConsumer((stream) => stream.on('data', (chunk) => appendFileSync(logFile, chunk)))
  const started = await startContainer(image, () => container.start())
  return {
    adminUrl: started.getConnectionUri(),
    logFile,
    kind: `in a container of ${image}`,
    async stop() {
      await started.stop()
    },
  }
}
