import { editClinic } from '@polyclinic/control'
import { answer, type CommandContext, commandLine } from './command-context.ts'

export async function stateCommand(
  context: CommandContext,
  { slug, state }: { slug: string; state: 'active' | 'suspended' },
): Promise<void> {
  const clinic = await editClinic(context.installation.provisioner, commandLine, slug, { state }, undefined)
  answer(context, clinic, [`${clinic.slug} is ${clinic.state}.`])
}
