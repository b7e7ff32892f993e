import type { RegisteredClinic } from '@polyclinic/contract'
import { listRegisteredClinics } from '@polyclinic/control'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { table } from './table.ts'

export async function listCommand(context: CommandContext): Promise<void> {
  const clinics: RegisteredClinic[] = []
  let cursor: string | undefined
  do {
    const page = await listRegisteredClinics(context.installation.provisioner, commandLine, {
      limit: 500,
      cursor,
    })
    clinics.push(...page.items)
    cursor = page.next
  } while (cursor)
  const rows = clinics.map((clinic) => [
    clinic.slug,
    stateInWords(clinic),
    clinic.server,
    String(clinic.schemaVersion),
    clinic.timeZone,
    clinic.name,
  ])
  const lines = table(['clinic', 'state', 'server', 'schema', 'time zone', 'name'], rows)
  answer(context, clinics, clinics.length > 0 ? lines : ['There are no clinics yet: onboard some.'])
}

/** An unfinished operation says more than the state it will end in. */
export function stateInWords({ state, operation }: RegisteredClinic): string {
  if (!operation) return state
  return operation.state === 'failed'
    ? `${state}, failed at ${operation.step}`
    : `${state}, at ${operation.step}`
}
