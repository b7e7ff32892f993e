import { type Actor, actorReference } from '../policy/actor.ts'
import type { Action, Capacity } from '../policy/policy.ts'
import type { Standing } from '../policy/authorise.ts'

/** One thing of a patient's that was read or written. */
export interface AccessedObject {
  /** A resource's name as FHIR or this API has it: `appointment`, `patient`, `waitlist-entry` */
  readonly type: string
  readonly id: string | undefined
  readonly patientId: string | undefined
}

/** What somebody did, for the audit. */
export interface Access {
  readonly kind: 'read' | 'write'
  /** Under which action of the policy table it was allowed */
  readonly purpose: Action
  readonly objects: readonly AccessedObject[]
}

/** How who did it stands in the audit: never by name. */
export interface Accessor {
  readonly actor: string
  readonly capacity: Capacity | 'guardian'
}

/** @param standing what `authorise` gave; a patient who acts for another is their guardian */
export function accessorOf(actor: Actor, standing: Standing, patientId: string | undefined): Accessor {
  const own = actor.kind === 'account' ? actor.patientId : undefined
  return { actor: actorReference(actor), capacity: capacityOf(standing, own, patientId) }
}

/** What an access leaves behind, an entry an object; whoever writes them down gives each an identifier. */
export const accessEntries = (actor: Actor, standing: Standing, { kind, purpose, objects }: Access) =>
  objects.map(({ type, id, patientId }) => ({
    ...accessorOf(actor, standing, patientId),
    kind,
    purpose,
    objectType: type,
    objectId: id,
    patientId,
  }))

// one who is several things at once acts in the most specific one that was admitted
const order: readonly Capacity[] = [
  'system',
  'operator',
  'clinic_admin',
  'staff',
  'doctor',
  'patient',
  'link',
]

function capacityOf(
  { capacities }: Standing,
  own: string | undefined,
  patientId: string | undefined,
): Accessor['capacity'] {
  // what anybody with an account may do, they do with their own data as its patient
  const forOneself = capacities.has('patient') || capacities.has('account')
  if (forOneself && patientId !== undefined && own === patientId) return 'patient'
  const held = order.find((capacity) => capacities.has(capacity)) ?? 'anyone'
  return held === 'patient' && patientId !== undefined ? 'guardian' : held
}
