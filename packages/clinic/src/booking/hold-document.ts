import type { Hold } from '@polyclinic/contract'
import { type AppointmentFacts, instant, visitFactsOf } from '../appointment-facts.ts'
import type { Clinic } from '../clinic.ts'

/** A hold as its holder sees it. An offer of the waitlist has its own length and is not made longer. */
export const holdDocument = (clinic: Pick<Clinic, 'timeZone'>, facts: AppointmentFacts): Hold => ({
  id: facts.id,
  ...visitFactsOf(facts, clinic.timeZone),
  expiresAt: instant(facts.holdExpiresAt ?? facts.startsAt),
  renewable: !facts.holdRenewed && facts.bookedBy !== 'system:waitlist',
  version: facts.version,
})
