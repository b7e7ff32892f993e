import { instant } from '@polyclinic/contract'
import { listWebhooks, replayWebhook, showRegisteredClinic } from '@polyclinic/control'
import { SettingRefused } from '../installation/read-settings.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { table } from './table.ts'

export async function listWebhooksCommand(context: CommandContext, slug: string): Promise<void> {
  const { provisioner } = context.installation
  const clinic = await showRegisteredClinic(provisioner, commandLine, slug)
  const webhooks = await listWebhooks(provisioner, commandLine, clinic)
  const rows = webhooks.map(({ id, url, active, stopped, failingSince }) => [
    id,
    // what follows the host may be a secret of the receiver's
    new URL(url).host,
    active ? 'active' : (stopped ?? 'inactive'),
    failingSince ?? '',
  ])
  const lines = table(['endpoint', 'host', 'state', 'failing since'], rows)
  answer(context, webhooks, webhooks.length > 0 ? lines : ['The clinic has no endpoints.'])
}

interface Wanted {
  readonly slug: string
  readonly endpoint?: string
  readonly since: string
  readonly all?: boolean
}

/** Sends again what has happened since an instant, to one endpoint or to all that are active. */
export async function replayWebhooksCommand(context: CommandContext, wanted: Wanted): Promise<void> {
  const { slug, endpoint, since, all } = wanted
  if (!instant.safeParse(since).success) {
    throw new SettingRefused(`${since} is not an instant such as 2026-12-01T08:00:00Z.`)
  }
  const { provisioner } = context.installation
  const clinic = await showRegisteredClinic(provisioner, commandLine, slug)
  const active = (await listWebhooks(provisioner, commandLine, clinic)).filter((each) => each.active)
  // one that is not active is refused by the verb, with the reason
  const ids = endpoint === undefined ? active.map(({ id }) => id) : [endpoint]
  const done: { endpoint: string; replayed: number }[] = []
  for (const id of ids) {
    const only = all ? 'all' : 'given-up'
    const { replayed } = await replayWebhook(provisioner, commandLine, clinic, id, { since, only })
    done.push({ endpoint: id, replayed })
  }
  const lines = done.map((each) => `Endpoint ${each.endpoint}: ${each.replayed} will be sent again.`)
  answer(context, done, lines.length > 0 ? lines : ['The clinic has no active endpoint.'])
}
