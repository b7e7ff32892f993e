import { type Hold, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { holdDocument } from './hold-document.ts'
import { callRenewing } from './hold-queries.ts'
import { withOwnHold } from './own-hold.ts'

/** Makes a hold longer, once; from now on for the clinic's hold time. */
export async function renewHold(clinic: Clinic, actor: Actor, id: string): Promise<Hold> {
  const standing = authorise(actor, 'appointment.book', clinic)
  const { outcome, facts } = await withOwnHold(clinic, actor, standing, id, callRenewing)
  if (outcome === 'renewed-before' || !facts) {
    throw new Refusal(
      'outside-policy',
      { rule: 'hold-renewals', limit: 1 },
      'A time can be held longer only once. Book it now, or choose it again.',
    )
  }
  return holdDocument(clinic, facts)
}
