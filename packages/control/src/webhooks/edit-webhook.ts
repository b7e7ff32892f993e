import { Refusal, type WebhookDocument, type WebhookEdit } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { type AddressRule, requireGoodAddress } from './address-rule.ts'
import { deliveringJob } from './delivering-job.ts'
import { addressTaken, noSuchWebhook, recordWebhook } from './record-webhook.ts'
import { webhookDocument } from './webhook-document.ts'
import {
  hasAddress,
  hasRoomForWebhook,
  lockWebhook,
  updateWebhook,
  type WebhookRow,
} from './webhook-queries.ts'

/**
 * Changes where events go, which, or whether; what is not named stays.
 * @throws Refusal version-mismatch where somebody else was faster
 */
export async function editWebhook(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  { id, edit, seenVersion }: { id: string; edit: WebhookEdit; seenVersion: number },
  rule: AddressRule,
): Promise<WebhookDocument> {
  const standing = authorise(actor, 'webhook.manage', clinic)
  if (edit.url !== undefined) requireGoodAddress(rule, edit.url)
  const one = { id, clinicId: clinic.id }
  return control.database.transaction(async (tx) => {
    // its lock keeps two edits from taking one address
    await hasRoomForWebhook(tx, clinic.id)
    const row = await lockWebhook(tx, one)
    if (!row) throw noSuchWebhook()
    if (row.version !== seenVersion) throw movedOn(row)
    const after = afterEdit(row, edit)
    if (await hasAddress(tx, one, after.url)) throw addressTaken()
    const edited = await updateWebhook(tx, after)
    // what waited while it was paused goes on
    if (edited.active) await enqueueJobs(tx, [deliveringJob(id)])
    await recordWebhook(control, { actor, standing }, id, tx)
    return webhookDocument(edited)
  })
}

const afterEdit = (row: WebhookRow, edit: WebhookEdit): WebhookRow => ({
  ...row,
  url: edit.url ?? row.url,
  description: edit.description === undefined ? row.description : edit.description,
  eventTypes: edit.eventTypes ?? row.eventTypes,
  active: edit.active ?? row.active,
})

const movedOn = (row: WebhookRow): Refusal =>
  new Refusal('version-mismatch', { current: webhookDocument(row) }, 'The endpoint was changed meanwhile.')
