import type { Hold } from '@polyclinic/contract'
import { type AppointmentFacts, instant } from '../appointment-facts.ts'
import type { Clinic } from '../clinic.ts'

/** A hold as its holder sees it. An offer of the waitlist has its own length and is not made longer. */
export const holdDocument = (clinic: Pick<Clinic, 'timeZone'>, facts: AppointmentFacts): Hold => ({
  id: facts.id,
  doctor: { id: facts.doctorId, name: facts.doctorName },
  visitType: { code: facts.visitTypeCode, name: facts.visitTypeName },
  patientId: facts.patientId,
  startsAt: instant(facts.startsAt),
  endsAt: instant(facts.endsAt),
  localDate: facts.localDate,
  localTime: facts.localTime,
  timeZone: clinic.timeZone,
  expiresAt: instant(facts.holdExpiresAt ?? facts.startsAt),
  renewable: !facts.holdRenewed && facts.bookedBy !== 'system:waitlist',
  version: facts.version,
})
