import { archiveClinic } from '@polyclinic/control'
import { answer, type CommandContext, commandLine } from './command-context.ts'

export async function archiveCommand(context: CommandContext, slug: string): Promise<void> {
  const clinic = await archiveClinic(context.installation.provisioner, commandLine, slug, undefined)
  answer(context, clinic, [`${clinic.slug} is archived; nothing was deleted.`])
}
