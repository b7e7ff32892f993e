import {
  type Clinic,
  editPolicy,
  listDoctors,
  listFreeSlots,
  listVisitTypes,
  showPolicy,
} from '@polyclinic/clinic'
import { listClinics, showClinic } from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Clinics = Pick<
  Handlers<Clinic>,
  'listClinics' | 'showClinic' | 'listDoctors' | 'listVisitTypes' | 'showPolicy' | 'editPolicy' | 'listSlots'
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
    listSlots: async ({ actor, clinic, query }) => ({ body: await listFreeSlots(clinic, actor, query) }),
  }
}
