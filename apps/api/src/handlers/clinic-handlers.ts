import {
  type Clinic,
  editPolicy,
  listDoctors,
  generateSlots,
  listFirstSlots,
  listFreeDays,
  listFreeSlots,
  listVisitTypes,
  showCalendar,
  showPolicy,
  showSlot,
} from '@polyclinic/clinic'
import { listClinics, showClinic } from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Clinics = Pick<
  Handlers<Clinic>,
  | 'listClinics'
  | 'showClinic'
  | 'listDoctors'
  | 'listVisitTypes'
  | 'showPolicy'
  | 'editPolicy'
  | 'listSlots'
  | 'listFirstSlots'
  | 'listFreeDays'
  | 'showSlot'
  | 'showCalendar'
  | 'generateSlots'
>

export function clinicHandlers({ provisioner }: HandlerContext): Clinics {
  return {
    listClinics: async ({ actor, query }) => ({ body: await listClinics(provisioner, actor, query) }),
    showClinic: async ({ actor, clinic }) => ({ body: await showClinic(provisioner, actor, clinic.id) }),
    listDoctors: async ({ actor, clinic }) => ({ body: { items: await listDoctors(clinic, actor) } }),
    listVisitTypes: async ({ actor, clinic }) => ({ body: { items: await listVisitTypes(clinic, actor) } }),
    async showPolicy({ actor, clinic }) {
      const body = await showPolicy(clinic, actor)
      return { body, version: body.version }
    },
    async editPolicy({ actor, clinic, body: edit, ifMatch }) {
      const body = await editPolicy(clinic, actor, edit, ifMatch)
      return { body, version: body.version }
    },
    listFirstSlots: async ({ actor, clinic, query }) => ({
      body: { items: await listFirstSlots(clinic, actor, query) },
    }),
    listFreeDays: async ({ actor, clinic, query }) => ({
      body: { items: await listFreeDays(clinic, actor, query) },
    }),
    async showSlot({ actor, clinic, params }) {
      const body = await showSlot(clinic, actor, params.slot)
      return { body, version: body.version }
    },
    showCalendar: async ({ actor, clinic, query }) => ({ body: await showCalendar(clinic, actor, query) }),
    generateSlots: async ({ actor, clinic, body }) => ({ body: await generateSlots(clinic, actor, body) }),
    listSlots: async ({ actor, clinic, query }) => ({ body: await listFreeSlots(clinic, actor, query) }),
  }
}
