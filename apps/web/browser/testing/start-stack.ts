import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@polyclinic/postgres'

export interface Stack {
  /** Of the screens and the API */
  readonly url: string
  /** Of the mailbox of development: every mail and SMS */
  readonly mailboxUrl: string
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../../../..')

/** Starts all that `npm start` starts, with data and ports of its own. */
export async function startStack(): Promise<Stack> {
  const data = await mkdtemp(join(tmpdir(), 'polyclinic-browser-'))
  // root's server runs under another account: where that cannot pass, its data would lie elsewhere and stay there
  await chmod(data, 0o711)
  const [port, postgres, mailbox, smtp] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  const child = spawn(process.execPath, [join(root, 'scripts/start/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'development',
      POLYCLINIC_DATA: data,
      POLYCLINIC_POSTGRES_PORT: String(postgres),
      PORT: String(port),
      POLYCLINIC_MAILBOX_PORT: String(mailbox),
      POLYCLINIC_MAILBOX_SMTP_PORT: String(smtp),
      // receivers of a journey's own stand on this machine
      POLYCLINIC_WEBHOOKS: 'local',
    },
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
    await rm(data, { recursive: true, force: true })
  }
  try {
    await isUp(child)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `http://localhost:${port}`, mailboxUrl: `http://localhost:${mailbox}`, stop }
}

async function isUp(child: ChildProcess): Promise<void> {
  let said = ''
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const hear = (text: unknown) => {
    said += String(text)
    if (said.includes('Polyclinic is up')) resolve()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  child.once('exit', () => reject(new Error(`It did not start: ${said}`)))
  await promise
}
