import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import type { Mailbox } from '@polyclinic/mail/mailbox'
import { root, type Settings } from '../installation/read-settings.ts'

export interface RunningProcess {
  /** Resolves when the process has ended, with its exit code. */
  readonly ended: Promise<number>
  stop(): Promise<void>
}

const mains = { API: 'apps/api/src/main.ts', worker: 'apps/worker/src/main.ts' } as const

/**
 * Runs an application as a process of its own, which ends with this one however this one ends.
 * @throws ProcessNotStarted when it ends before it is ready
 */
export async function startProcess(
  name: keyof typeof mains,
  settings: Settings,
  adminUrl: string,
  mailbox: Pick<Mailbox, 'smtpUrl' | 'smsUrl'> | undefined,
): Promise<RunningProcess> {
  const compiled = getCompileCacheDir()
  const child = spawn(process.execPath, [join(root, mains[name])], {
    // standard input is what ties it to us; over the channel it says that it is ready; its log goes where ours goes
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
    env: {
      LOG_LEVEL: 'warn',
      LOG_PRETTY: process.stdout.isTTY ? '1' : '0',
      POLYCLINIC_KEYS_FILE: settings.keysFile,
      POLYCLINIC_SECOND_FACTOR: settings.secondFactor,
      POLYCLINIC_WEBHOOKS: settings.webhooks,
      POLYCLINIC_ERASURE_LEDGER: settings.erasureLedger,
      ...(compiled && { NODE_COMPILE_CACHE: compiled }),
      ...process.env,
      DATABASE_URL: adminUrl,
      POLYCLINIC_TIED_TO_PARENT: '1',
      ...(mailbox && { POLYCLINIC_SMTP_URL: mailbox.smtpUrl }),
      ...(mailbox && settings.smsUrl === undefined && { POLYCLINIC_SMS_URL: mailbox.smsUrl }),
    },
  })
  const ended = once(child, 'exit').then(([code]) => Number(code ?? 1))
  const ready = await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)])
  if (!ready) throw new ProcessNotStarted(`The ${name} did not start; its own line above says why.`)
  return {
    ended,
    async stop() {
      child.stdin?.end()
      child.kill('SIGTERM')
      await ended
    },
  }
}

export class ProcessNotStarted extends Error {
  readonly code = 'process-not-started'
}
