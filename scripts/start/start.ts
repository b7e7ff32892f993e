import type { Mailbox } from '@polyclinic/mail/mailbox'
import { openInstallation } from '../installation/open-installation.ts'
import { readSettings } from '../installation/read-settings.ts'
import { buildWebApart } from '../web/build-web-apart.ts'
import { migrateClinics } from './migrate-clinics.ts'
import { seedDemo } from './seed-demo.ts'
import { startMailbox } from './start-mailbox.ts'
import { type RunningProcess, startProcess } from './start-process.ts'
import { welcome } from './welcome.ts'

const tell = (line: string) => void process.stdout.write(`${line}\n`)

/** Brings everything up and stays until it is told to stop. */
export async function start(): Promise<void> {
  const began = performance.now()
  const settings = readSettings(process.env)
  const stopped = Promise.withResolvers<void>()
  // signals may come twice, once from the terminal and once from npm
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.resolve())

  // beside everything else; whoever needs them waits for them
  const screens = buildWebApart()
  screens.catch(() => {})
  const installation = await openInstallation(settings, { applicationName: 'polyclinic-start' })
  const running: RunningProcess[] = []
  let mailbox: Mailbox | undefined
  try {
    const migrated = await migrateClinics(installation.provisioner)
    if (migrated > 0) tell(`Brought ${migrated} clinics to the newest schema.`)
    mailbox = await startMailbox(settings, tell)
    const begin = async (name: 'API' | 'worker') =>
      void running.push(await startProcess(name, settings, installation.adminUrl, mailbox))
    const [made] = await allOf([
      settings.production ? 0 : seedDemo(installation.provisioner, tell),
      begin('worker'),
      screens.then((built) => {
        if (built) tell('Built the screens.')
        return begin('API')
      }),
    ])
    const seconds = (performance.now() - began) / 1000
    const database = installation.embedded
      ? `embedded, 127.0.0.1:${installation.embedded.port}, in ${settings.dataDirectory}`
      : 'the server of DATABASE_URL'
    const relaxed = settings.secondFactor === 'relaxed'
    const mailboxPort = mailbox?.pagePort
    tell(welcome({ port: settings.apiPort, mailboxPort, seconds, made, database, relaxed }))
    const failed = await Promise.race([
      stopped.promise.then(() => false),
      ...running.map(({ ended }) => ended.then((code) => code !== 0)),
    ])
    if (failed) process.exitCode = 1
  } finally {
    await Promise.all(running.map((each) => each.stop()))
    await mailbox?.close()
    await installation.close()
  }
}

/** Waits for all, also where one fails: nobody may still be at work when the installation is closed. */
async function allOf<T extends readonly unknown[]>(
  works: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const ends = await Promise.allSettled(works)
  const failed = ends.find((end): end is PromiseRejectedResult => end.status === 'rejected')
  if (failed) throw failed.reason
  return Promise.all(works)
}
