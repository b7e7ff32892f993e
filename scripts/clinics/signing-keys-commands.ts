import { listSigningKeys, rotateSigningKey } from '@polyclinic/control'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { table } from './table.ts'

export async function listSigningKeysCommand(context: CommandContext): Promise<void> {
  const keys = await listSigningKeys(context.installation.provisioner, commandLine)
  const rows = keys.map(({ kid, state, createdAt, retiredAt }) => [
    kid,
    state,
    createdAt.toISOString(),
    retiredAt?.toISOString() ?? '',
  ])
  const lines = table(['key', 'state', 'made', 'retired'], rows)
  answer(
    context,
    keys,
    keys.length > 0 ? lines : ['No key has been made yet: the API makes them when it starts.'],
  )
}

export async function rotateSigningCommand(context: CommandContext): Promise<void> {
  const rotation = await rotateSigningKey(context.installation.provisioner, commandLine)
  if (rotation.outcome === 'rotated') {
    return answer(context, rotation, [
      `Key ${rotation.kid} signs from now on; tokens of the former one count for as long as they live.`,
    ])
  }
  const minutes = Math.ceil(rotation.secondsLeft / 60)
  answer(context, rotation, [
    `The next key must be shown for ten minutes before it signs: run this again in ${minutes} min.`,
  ])
  process.exitCode = exitCodes.failed
}
