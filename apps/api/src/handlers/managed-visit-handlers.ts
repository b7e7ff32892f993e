import {
  cancelAppointment,
  type Clinic,
  linkRefused,
  listAlternatives,
  managedVisit,
  rescheduleAppointment,
  showAppointment,
  throughLink,
} from '@polyclinic/clinic'
import type { Appointment } from '@polyclinic/contract'
import { openManageLink, unsubscribe } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Handlers } from '../edge/index.ts'
import { fromControl } from './from-control.ts'
import type { HandlerContext } from './handler-context.ts'

type Managed = Pick<
  Handlers<Clinic>,
  'showManagedVisit' | 'listManagedAlternatives' | 'cancelManagedVisit' | 'moveManagedVisit' | 'unsubscribe'
>

/** What the links of notices lead to. Whoever holds one acts as its patient, for that visit and nothing else. */
export function managedVisitHandlers({ provisioner, vault }: HandlerContext): Managed {
  const throughTheLink = async <T>(
    { actor, clinic, body }: { actor: Actor; clinic: Clinic; body: { token: string } },
    verb: (holder: Actor, id: string) => Promise<T>,
  ): Promise<T> => {
    const holder = openManageLink(vault, actor, clinic, body.token, Date.now())
    if (!holder) throw linkRefused()
    return throughLink(verb(holder, holder.appointmentId))
  }
  return {
    showManagedVisit: async (call) =>
      versioned(await throughTheLink(call, (holder, id) => showAppointment(call.clinic, holder, id))),
    listManagedAlternatives: async (call) => ({
      body: { items: await throughTheLink(call, (holder, id) => listAlternatives(call.clinic, holder, id)) },
    }),
    cancelManagedVisit: async (call) =>
      versioned(
        await throughTheLink(call, (holder, id) => cancelAppointment(call.clinic, holder, id, call.ifMatch)),
      ),
    async moveManagedVisit(call) {
      const { clinic, ifMatch, body } = call
      const { token: _, ...to } = body
      return versioned(
        await throughTheLink(call, (holder, id) => rescheduleAppointment(clinic, holder, id, to, ifMatch)),
      )
    },
    async unsubscribe({ actor, query }) {
      const known = await fromControl(unsubscribe(provisioner, actor, query.token))
      if (!known) throw linkRefused()
      return {}
    },
  }
}

const versioned = (appointment: Appointment) => ({
  body: managedVisit(appointment),
  version: appointment.version,
})
