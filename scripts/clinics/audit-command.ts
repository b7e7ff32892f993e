import { verifyAudit } from '@polyclinic/clinic'
import { anchorsOf, verifyControlAudit } from '@polyclinic/control'
import type { AuditFault, AuditVerdict } from '@polyclinic/postgres'
import { explain } from '../installation/explain.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { inEachClinic, type InClinic } from './in-each-clinic.ts'

/** What stands for the control plane's own chain, which no clinic can be called. */
const controlPlane = '(control plane)'

/**
 * Recomputes the chains of these clinics' audits and holds them against what the control plane has noted of them; the
 * control plane's own too, where no clinic is named or all are meant.
 */
export async function verifyAuditCommand(
  context: CommandContext,
  options: { slugs: string[]; all?: boolean; concurrency: number },
): Promise<void> {
  const control = context.installation.provisioner
  const every = options.all === true || options.slugs.length === 0
  const own = every
    ? [
        {
          clinic: controlPlane,
          ...(await verifyControlAudit(control, commandLine).catch(failed)),
        },
      ]
    : []
  const slugs = every ? [] : options.slugs
  const { results, left } = await inEachClinic(
    context,
    { slugs, concurrency: options.concurrency, done: 'verified' },
    (clinic) => verifyAudit(clinic, commandLine, anchorsOf(control, commandLine, clinic.id)),
  )
  const verdicts = [...own, ...results]
  answer(context, { results: verdicts, notBegun: left }, [
    ...verdicts.flatMap(linesOf),
    ...(left > 0 ? [`${left} not begun.`] : []),
  ])
  const wrong = verdicts.some((each) => 'error' in each || each.faultCount > 0)
  if (wrong) process.exitCode = exitCodes.failed
}

const failed = (error: unknown) => ({ error: explain(error) })

function linesOf(result: InClinic<AuditVerdict>): string[] {
  if ('error' in result) return [`${result.clinic} · failed · ${result.error}`]
  const { entries, sealedTo, unsealed, faults, faultCount } = result
  return [
    `${result.clinic} · ${entries} entries, sealed to ${sealedTo}, ${unsealed} not sealed yet, ${faultCount} faults`,
    ...faults.map((fault) => `  ${sentenceOf(fault)}`),
    ...(faultCount > faults.length ? [`  and ${faultCount - faults.length} more`] : []),
  ]
}

function sentenceOf({ kind, seq, entryId }: AuditFault): string {
  const sentences: Record<AuditFault['kind'], string> = {
    edited: `${seq}: the entry ${entryId} or its link was edited`,
    deleted: `${seq}: the entry ${entryId} was deleted`,
    reordered: `${seq}: the entry ${entryId} was put into another's place`,
    inserted: `the entry ${entryId} was put in behind what is sealed`,
    gap: `${seq}: from here links are missing`,
    'tail-cut': `${seq}: from here the chain was cut off: more of it was noted in the control plane`,
    'anchor-differs': `${seq}: the chain is another one than was noted in the control plane`,
  }
  return sentences[kind]
}
