import { formerSecretHours, Refusal, type WebhookWithSecret } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { noSuchWebhook, recordWebhook } from './record-webhook.ts'
import { endSecrets, findSecrets } from './secret-queries.ts'
import { webhookDocument } from './webhook-document.ts'
import { lockWebhook, raiseVersion } from './webhook-queries.ts'
import { makeSecret } from './webhook-secret.ts'

/** Each of them lengthens a header. */
const signingAtOnce = 5

/**
 * Makes a new secret and shows it this once. Former ones sign along for a day: whoever repeats the call because the
 * answer was lost takes nothing from a receiver.
 * @param endFormer for a secret that got out: the former ones sign nothing any more
 */
export async function rotateWebhookSecret(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  id: string,
  { endFormer }: { readonly endFormer: boolean },
): Promise<WebhookWithSecret> {
  const standing = authorise(actor, 'webhook.manage', clinic)
  return control.database.transaction(async (tx) => {
    if (!(await lockWebhook(tx, { id, clinicId: clinic.id }))) throw noSuchWebhook()
    await endSecrets(tx, id, endFormer ? 0 : formerSecretHours)
    if ((await findSecrets(tx, id)).length >= signingAtOnce) throw tooMany()
    const secret = await makeSecret(tx, control.vault, id)
    const row = await raiseVersion(tx, id)
    await recordWebhook(control, { actor, standing }, id, tx)
    return { ...webhookDocument(row), secret }
  })
}

const tooMany = (): Refusal =>
  new Refusal(
    'outside-policy',
    { rule: 'webhook-secrets', limit: signingAtOnce },
    'So many secrets sign already: wait until the former ones have ended, or end them.',
  )
