import { Refusal } from '@polyclinic/contract'
import type { Actor } from './actor.ts'
import { type Action, type Capacity, policy } from './policy.ts'

/** In which capacities, among those the action admits, the actor stands at this place. */
export interface Standing {
  readonly capacities: ReadonlySet<Capacity>
  readonly patientId?: string
  readonly doctorId?: string
  /** At the clinic's desk: staff or its admin. */
  readonly atDesk: boolean
}

/**
 * The first line of every verb. Gives the actor's standing, or refuses: `not-signed-in` where a token is missing,
 * `not-allowed` where the actor has none of the capacities that the policy table admits, `second-factor-needed` where
 * they would have one in a session with a second factor.
 * @param where the clinic it happens in; roles held at another clinic do not count
 */
export function authorise(actor: Actor, action: Action, where?: { readonly id: string }): Standing {
  const admitted: readonly Capacity[] = policy[action]
  const held = capacitiesOf(actor, where?.id)
  const capacities = new Set(admitted.filter((capacity) => capacity === 'anyone' || held.has(capacity)))
  if (capacities.size === 0) throw refusalOf(actor, admitted, where?.id)
  const patientId = capacities.has('patient') && actor.kind === 'account' ? actor.patientId : undefined
  const doctorId = capacities.has('doctor') ? doctorOf(actor, where?.id) : undefined
  return {
    capacities,
    atDesk: capacities.has('staff') || capacities.has('clinic_admin'),
    ...(patientId && { patientId }),
    ...(doctorId && { doctorId }),
  }
}

function capacitiesOf(actor: Actor, clinicId: string | undefined): Set<Capacity> {
  if (actor.kind === 'anonymous') return new Set()
  if (actor.kind === 'system') return new Set(['system'])
  // nothing at another clinic, and nothing outside of clinics
  if (actor.kind === 'link') return new Set(clinicId === actor.clinicId ? ['link'] : [])
  const held = new Set<Capacity>(['account'])
  if (actor.patientId) held.add('patient')
  if (actor.operator) held.add('operator')
  // outside any clinic (one's own account) a role held anywhere counts
  for (const m of actor.memberships) if (clinicId === undefined || m.clinicId === clinicId) held.add(m.role)
  return held
}

function refusalOf(actor: Actor, admitted: readonly Capacity[], clinicId: string | undefined): Refusal {
  if (actor.kind === 'anonymous') return new Refusal('not-signed-in', {})
  if (actor.kind !== 'account' || !actor.withheld) return new Refusal('not-allowed', {})
  const held = capacitiesOf({ ...actor, ...actor.withheld }, clinicId)
  return new Refusal(admitted.some((each) => held.has(each)) ? 'second-factor-needed' : 'not-allowed', {})
}

function doctorOf(actor: Actor, clinicId: string | undefined): string | undefined {
  if (actor.kind !== 'account') return undefined
  return actor.memberships.find((m) => m.role === 'doctor' && m.clinicId === clinicId)?.doctorId
}
