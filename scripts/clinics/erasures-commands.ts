import { eraseRemaining } from '@polyclinic/clinic'
import {
  confirmErasures,
  erasedPatients,
  listUnfinishedErasures,
  openErasureLedger,
  replayLedger,
} from '@polyclinic/control'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { everyClinic } from './every-clinic.ts'
import { exitCodes } from './exit-codes.ts'
import { inEachClinic } from './in-each-clinic.ts'
import { table } from './table.ts'

/** Erasures that some clinic has not confirmed. */
export async function listErasuresCommand(context: CommandContext): Promise<void> {
  const unfinished = await listUnfinishedErasures(context.installation.provisioner, commandLine)
  const rows = unfinished.map(({ id, requestedAt, missing }) => [
    id,
    requestedAt.toISOString(),
    missing.length > 3
      ? `${missing.slice(0, 3).join(', ')} and ${missing.length - 3} more`
      : missing.join(', '),
  ])
  answer(
    context,
    { unfinished },
    rows.length > 0
      ? table(['erasure', 'requested', 'not confirmed by'], rows)
      : ['Every erasure is finished.'],
  )
}

/**
 * After a restore of whichever databases: erases anew whom the ledger names, in the control plane and in every clinic that
 * can be reached.
 */
export async function replayErasuresCommand(context: CommandContext): Promise<void> {
  const { provisioner } = context.installation
  const ledger = await openErasureLedger(context.settings.erasureLedger)
  const inControl = await replayLedger(provisioner, commandLine, ledger)
  const { results, left } = await inEachClinic(
    context,
    { slugs: [], states: everyClinic, concurrency: 4, done: 'looked at' },
    async (clinic) => {
      let erased = 0
      for await (const page of erasedPatients(provisioner, commandLine)) {
        const ids = page.map(({ patientId }) => patientId)
        erased += await eraseRemaining(clinic, commandLine, ids)
        await confirmErasures(provisioner, commandLine, {
          clinicId: clinic.id,
          erasureIds: page.map(({ id }) => id),
        })
      }
      return { erased }
    },
  )
  const failed = results.filter((result) => 'error' in result)
  const inClinics = results.reduce((sum, each) => sum + ('error' in each ? 0 : each.erased), 0)
  answer(context, { control: inControl, results, notBegun: left }, [
    ...failed.map(({ clinic, error }) => `${clinic} · failed · ${error}`),
    `${inControl} erased again in the control plane, ${inClinics} in clinics, ${failed.length} clinics failed${left ? `, ${left} not begun` : ''}.`,
  ])
  if (failed.length > 0 || left > 0) process.exitCode = exitCodes.failed
}
