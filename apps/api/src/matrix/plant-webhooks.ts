import { randomUUID } from 'node:crypto'
import type { At } from './plant-visits.ts'
import type { Planted } from './records.ts'

/** An endpoint of the clinic with something that is on its way there. */
export async function plantWebhooks({ service, slug, desk }: At): Promise<Planted[]> {
  const to = { clinic: slug, token: desk.token }
  const url = `https://hooks-${randomUUID()}.example.org/`
  const body = { url, eventTypes: ['polyclinic.appointment.booked' as const] }
  const registered = await service.ask('registerWebhook', { ...to, body })
  if (registered.status !== 201) throw new Error(registered.text)
  const { id } = registered.body
  const tested = await service.ask('testWebhook', { ...to, params: { webhook: id } })
  if (tested.status !== 202) throw new Error(tested.text)
  return [
    { kind: 'webhook', clinic: slug, id, knownAs: url },
    { kind: 'webhook delivery', clinic: slug, id: tested.body.id, parent: id },
  ]
}
