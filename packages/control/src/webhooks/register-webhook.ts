import { Refusal, type WebhookForm, type WebhookWithSecret, webhookLimit } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import type { ControlPlane } from '../control-plane.ts'
import { type AddressRule, requireGoodAddress } from './address-rule.ts'
import { addressTaken, recordWebhook } from './record-webhook.ts'
import { webhookDocument } from './webhook-document.ts'
import { hasRoomForWebhook, insertWebhook } from './webhook-queries.ts'
import { makeSecret } from './webhook-secret.ts'

/**
 * Registers an endpoint of a clinic, active from now on, and shows its secret this once.
 * @throws Refusal invalid-request for an address that nothing may be sent to, already-exists, outside-policy
 */
export async function registerWebhook(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  { url, description, eventTypes }: WebhookForm,
  rule: AddressRule,
): Promise<WebhookWithSecret> {
  const standing = authorise(actor, 'webhook.manage', clinic)
  requireGoodAddress(rule, url)
  return control.database.transaction(async (tx) => {
    if (!(await hasRoomForWebhook(tx, clinic.id))) throw tooMany()
    const id = newId()
    const wanted = { id, clinicId: clinic.id, url, description: description ?? null, eventTypes }
    const row = await insertWebhook(tx, wanted)
    if (!row) throw addressTaken()
    const secret = await makeSecret(tx, control.vault, id)
    await recordWebhook(control, { actor, standing }, id, tx)
    return { ...webhookDocument(row), secret }
  })
}

const tooMany = (): Refusal =>
  new Refusal(
    'outside-policy',
    { rule: 'webhooks', limit: webhookLimit },
    `A clinic has ${webhookLimit} endpoints at most.`,
  )
