import { readAllAppointments } from '@polyclinic/clinic'
import { rebuildAppointments } from '@polyclinic/control'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { everyClinic } from './every-clinic.ts'
import { exitCodes } from './exit-codes.ts'
import { inEachClinic } from './in-each-clinic.ts'

/** Makes the patients' lists across clinics anew from what the clinics have. */
export async function rebuildAppointmentsCommand(
  context: CommandContext,
  options: { slugs: string[]; concurrency: number },
): Promise<void> {
  const { provisioner } = context.installation
  const states = everyClinic.filter((state) => state !== 'provisioning')
  const { results, left } = await inEachClinic(context, { ...options, states, done: 'rebuilt' }, (clinic) =>
    rebuildAppointments(provisioner, commandLine, clinic.id, readAllAppointments(clinic, commandLine)),
  )
  answer(context, { results, notBegun: left }, [
    ...results.map((result) =>
      'error' in result
        ? `${result.clinic} · failed · ${result.error}`
        : `${result.clinic} · ${result.kept} appointments kept, ${result.forgotten} forgotten`,
    ),
    ...(left > 0 ? [`${left} not begun.`] : []),
  ])
  if (results.some((result) => 'error' in result)) process.exitCode = exitCodes.failed
}
