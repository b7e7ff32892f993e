import { askForMail, forgetOldMails, type MailKind } from '@polyclinic/control'
import { parseKeyRing, Vault } from '@polyclinic/guard'
import { type MoodyServer, openMailbox, openMoodyServer } from '@polyclinic/mail/mailbox'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readConfig } from './boot/config.ts'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { sendMail } from './tasks/send-mail.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

const to = 'canary.ada@people.test'
let here: TestInstallation
let server: MoodyServer
const workers: RunningWorker[] = []
const log: string[] = []

beforeAll(async () => {
  ;[here, server] = await Promise.all([openTestInstallation(), openMoodyServer()])
})
beforeEach(() => {
  // pino writes by itself: what it is given is what stands in the log
  server.mood = {}
  server.forget()
})
afterEach(async () => {
  await stopWorkers()
  await here.admin.query('truncate mail; truncate graphile_worker._private_jobs')
})
afterAll(async () => {
  await here[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})
