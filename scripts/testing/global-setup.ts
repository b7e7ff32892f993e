import type { TestProject } from 'vitest/node'
import { makeTemplates } from './make-templates.ts'
import { prepareServer, templateOwner } from './prepare-server.ts'
import { openRunDirectory } from './run-directory.ts'
import { startTestPostgres } from './start-test-postgres.ts'
import { startTestRedis } from './start-test-redis.ts'

/**
 * Starts one Postgres and, where there is one, one Redis for the whole run, makes the migrated templates,
 * and tells the tests where they are. Gives vitest the function that ends it all.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const began = performance.now()
  const containers = process.env['POLYCLINIC_TEST_POSTGRES'] === 'container'
  const run = openRunDirectory()
  const closing = [run.remove]
  const close = async () => {
    for (const each of closing.toReversed()) await each()
  }
  try {
    const postgres = await startTestPostgres({
      directory: run.directory,
      containerImage: containers
        ? (process.env['POLYCLINIC_TEST_POSTGRES_IMAGE'] ?? 'postgres:18')
        : undefined,
    })
    closing.push(postgres.stop)
    const redis = await startTestRedis({
      directory: run.directory,
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
    return close
  } catch (error) {
    await close()
    if (!(error instanceof Error && 'facts' in error)) throw error
    // our own errors say what to do: vitest would bury the sentence under frames and "no test files found"
    console.error(`The tests did not start. ${error.message}`)
    process.exit(1)
  }
}
