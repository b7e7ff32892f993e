import { Refusal } from '@polyclinic/contract'
import type { Actor, Standing } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'

/** Who decides where a clinic's events go decides who learns of its patients' visits: that is on the record. */
export const recordWebhook = (
  control: ControlPlane,
  by: { readonly actor: Actor; readonly standing: Standing },
  id: string,
  tx: Queryable,
): Promise<void> =>
  recordAccess(
    control,
    by.actor,
    by.standing,
    { kind: 'write', purpose: 'webhook.manage', objects: [{ type: 'webhook', id, patientId: undefined }] },
    tx,
  )

/** Another clinic's and one that is not there are refused alike. */
export const noSuchWebhook = (): Refusal => new Refusal('not-found', {}, 'There is no such endpoint.')

export const addressTaken = (): Refusal =>
  new Refusal('already-exists', { field: 'url' }, 'The clinic has registered this address already.')
