import { showRegisteredClinic } from '@polyclinic/control'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { table } from './table.ts'

export async function showCommand(context: CommandContext, slug: string): Promise<void> {
  const clinic = await showRegisteredClinic(context.installation.provisioner, commandLine, slug)
  const { operation, address, position, source, hosts, ...plain } = clinic
  const rows = Object.entries(plain).map(([name, value]) => [name, String(value)])
  if (address)
    rows.push([
      'address',
      [address.line, address.postalCode, address.city, address.region].filter(Boolean).join(', '),
    ])
  if (position) rows.push(['position', `${position.latitude}, ${position.longitude}`])
  if (source) rows.push(['source', `${source.system} ${source.id}`])
  if (hosts.length > 0) rows.push(['hosts', hosts.join(', ')])
  if (operation) {
    const { kind, state, step, attempts, error } = operation
    rows.push(['operation', `${kind} ${state} at ${step}, attempt ${attempts}${error ? `: ${error}` : ''}`])
  }
  answer(context, clinic, table(['fact', 'value'], rows))
}
