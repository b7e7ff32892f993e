import type { ClinicOpener } from '@polyclinic/clinic'
import { AuditSpool, insertAuditEntries } from '@polyclinic/postgres'
import type { Logger } from 'pino'
import type { HandlerContext } from '../handlers/handler-context.ts'
import { AuditSealer } from './audit-sealer.ts'

/** The control plane's name in the spool; a clinic's is its id. */
export const controlTrail = 'control'

/** The spool of this process, which says in the log what it keeps and what it has brought home. */
export const openSpool = (directory: string, log: Logger): AuditSpool =>
  new AuditSpool(directory, {
    onSpooled: ({ name, entries, cause: err }) =>
      log.warn(
        { err, trail: name, entries },
        'a reading was recorded in the spool: its database did not take it',
      ),
    onDrained: ({ name, entries }) =>
      log.info({ trail: name, entries }, 'the audit spool was brought into its database'),
    onWaiting: ({ name, cause: err }) =>
      log.debug({ err, trail: name }, 'the audit spool waits for its database'),
  })

export function openSealer(given: {
  context: HandlerContext
  clinics: ClinicOpener
  spool: AuditSpool
  log: Logger
}): AuditSealer {
  const { context, clinics, spool, log } = given
  const sealer = new AuditSealer({
    control: context.provisioner,
    spool,
    log,
    async deliver(name, entries) {
      const clinic =
        name === controlTrail ? undefined : clinics.open(await context.directory.require('id', name))
      await insertAuditEntries((clinic ?? context.provisioner).database, entries)
      sealer.touch(clinic)
    },
  })
  return sealer
}
