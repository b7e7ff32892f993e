import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { noSuchWebhook, recordWebhook } from './record-webhook.ts'
import { deleteWebhook } from './webhook-queries.ts'

/** Removes an endpoint with its secrets and its deliveries. */
export async function removeWebhook(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  id: string,
): Promise<void> {
  const standing = authorise(actor, 'webhook.manage', clinic)
  await control.database.transaction(async (tx) => {
    if (!(await deleteWebhook(tx, { id, clinicId: clinic.id }))) throw noSuchWebhook()
    await recordWebhook(control, { actor, standing }, id, tx)
  })
}
