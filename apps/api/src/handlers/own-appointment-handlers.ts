import { type Clinic, listVisitsOf } from '@polyclinic/clinic'
import type { OwnAppointment } from '@polyclinic/contract'
import { type AskClinics, findOverlaps, listOwnAppointments, type OwnVisit } from '@polyclinic/control'
import { askClinics, patienceForLists } from '../asking/ask-clinics.ts'
import { wallClock } from '../downloads/wall-clock.ts'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Actor } from '@polyclinic/guard'

type OwnAppointments = Pick<Handlers<Clinic>, 'listOwnAppointments' | 'findOverlaps'>

/** A patient's appointments at all clinics. */
export function ownAppointmentHandlers(
  { provisioner }: HandlerContext,
  open: (slug: string) => Promise<Clinic>,
): OwnAppointments {
  const askAs =
    (actor: Actor): AskClinics =>
    async (places, page) => {
      const asOf = new Date().toISOString()
      const { answers, missing } = await askClinics(places, {
        // of a clinic that takes longer they see what was last heard
        patience: patienceForLists,
        ask: async ({ slug }) => {
          const clinic = await open(slug)
          return { clinic, visits: await listVisitsOf(clinic, actor, page) }
        },
      })
      const found = answers.flatMap(({ answer: { clinic, visits } }) =>
        visits.map((visit) => visitAt(clinic, visit, asOf)),
      )
      return { found, missing }
    }
  return {
    async listOwnAppointments({ actor, query }) {
      const { items, ...page } = await listOwnAppointments(provisioner, actor, query, askAs(actor))
      return { body: { ...page, items: onTheirClocks(items) } }
    },
    findOverlaps: async ({ actor, query }) => ({
      body: { items: await findOverlaps(provisioner, actor, query) },
    }),
  }
}

type Visits = Awaited<ReturnType<typeof listVisitsOf>>

const visitAt = ({ slug, name, timeZone }: Clinic, facts: Visits[number], asOf: string): OwnVisit => ({
  id: facts.id,
  reference: facts.reference,
  status: facts.status,
  clinic: { slug, name },
  doctor: { id: facts.doctorId, name: facts.doctorName },
  visitType: { code: facts.visitTypeCode, name: facts.visitTypeName },
  patientId: facts.patientId,
  startsAt: new Date(facts.startsAt).toISOString(),
  endsAt: new Date(facts.endsAt).toISOString(),
  timeZone,
  displaced: facts.displacedAt !== null,
  version: facts.version,
  asOf,
})

/** What each clinic's clock shows; a clock is made once a zone. */
function onTheirClocks(visits: readonly OwnVisit[]): OwnAppointment[] {
  const clocks = new Map<string, ReturnType<typeof wallClock>>()
  return visits.map((visit) => {
    const clock = clocks.get(visit.timeZone) ?? wallClock(visit.timeZone)
    clocks.set(visit.timeZone, clock)
    const { date, time } = clock(new Date(visit.startsAt))
    return { ...visit, localDate: date, localTime: time }
  })
}
