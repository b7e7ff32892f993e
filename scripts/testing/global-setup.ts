import type { TestProject } from 'vitest/node'
import { closeInReverse } from './close-in-reverse.ts'
import { makeTemplates } from './make-templates.ts'
import { prepareServer, templateOwner } from './prepare-server.ts'
import { openRunDirectory } from './run-directory.ts'
import { startTestPostgres } from './start-test-postgres.ts'
import { startTestRedis } from './start-test-redis.ts'

type Close = () => Promise<void>

/**
 * Starts one Postgres and, where there is one, one Redis for the whole run, makes the migrated templates,
 * and tells the tests where they are. Gives vitest the function that ends it all.
 */
export default async function setup(project: TestProject): Promise<Close> {
  const containers = wantsContainers(process.env['POLYCLINIC_TEST_POSTGRES'] || 'embedded')
  const run = openRunDirectory()
  const closing: Close[] = [run.remove]
  const close = () => closeInReverse(closing)
  try {
    await startServers(project, { containers, directory: run.directory, closing })
    return close
  } catch (error) {
    await close()
    if (!(error instanceof Error && 'facts' in error)) throw error
    refuse(error.message)
  }
}

function wantsContainers(asked: string): boolean {
  if (asked === 'container' || asked === 'embedded') return asked === 'container'
  refuse(`POLYCLINIC_TEST_POSTGRES=${asked} is unknown: set it to container or embedded, or leave it out.`)
}

/** Our own errors say what to do: vitest would bury the sentence under frames and "no test files found". */
function refuse(sentence: string): never {
  console.error(`The tests did not start. ${sentence}`)
  process.exit(1)
}

/** Adds to `closing` what ends each server, as soon as it runs. */
async function startServers(
  project: TestProject,
  run: { containers: boolean; directory: string; closing: Close[] },
): Promise<void> {
  const began = performance.now()
  const { containers, directory, closing } = run
  const postgres = await startTestPostgres({
    directory,
    containerImage: containers ? (process.env['POLYCLINIC_TEST_POSTGRES_IMAGE'] ?? 'postgres:18') : undefined,
  })
  closing.push(postgres.stop)
  const redis = await startTestRedis({
    directory,
    url: process.env['REDIS_URL'],
    path: process.env['PATH'] ?? '',
    containerImage: containers ? (process.env['POLYCLINIC_TEST_REDIS_IMAGE'] ?? 'redis:8') : undefined,
  })
  closing.push(redis.stop)
  for (const prepare of prepareServer) await prepare(postgres.adminUrl)
  const templates = await makeTemplates(postgres.adminUrl, templateOwner)

  project.provide('adminUrl', postgres.adminUrl)
  project.provide('serverLogFile', postgres.logFile)
  project.provide('redisUrl', redis.url)
  project.provide('controlTemplate', templates.control)
  project.provide('clinicTemplate', templates.clinic)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`Test servers up in ${seconds} s: Postgres ${postgres.kind}; Redis ${redis.kind}.`)
}
