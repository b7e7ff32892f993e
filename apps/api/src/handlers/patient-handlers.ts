import {
  admitPatient,
  blockPatient,
  type Clinic,
  editKnownPatient,
  listKnownPatients,
  showKnownPatient,
  unblockPatient,
} from '@polyclinic/clinic'
import { editDeskPatient, registerAtDesk } from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import { fromControl } from './from-control.ts'
import type { HandlerContext } from './handler-context.ts'

type Patients = Pick<
  Handlers<Clinic>,
  | 'listKnownPatients'
  | 'registerKnownPatient'
  | 'showKnownPatient'
  | 'editKnownPatient'
  | 'blockPatient'
  | 'unblockPatient'
>

export function patientHandlers({ provisioner }: HandlerContext): Patients {
  return {
    listKnownPatients: async ({ actor, clinic, query }) => ({
      body: await listKnownPatients(clinic, actor, query),
    }),
    async registerKnownPatient({ actor, clinic, body: form, idempotencyKey, fingerprint }) {
      const once = { idempotencyKey, fingerprint }
      // the control plane first: whatever dies before the clinic writes is completed by the repetition
      const { patientId, card } = await fromControl(registerAtDesk(provisioner, actor, clinic, form, once))
      const body = await admitPatient(clinic, actor, patientId, card)
      const headers = { location: `/v1/clinics/${clinic.slug}/patients/${body.id}` }
      return { body, version: body.version, headers }
    },
    async showKnownPatient({ actor, clinic, params }) {
      const body = await showKnownPatient(clinic, actor, params.patient)
      return { body, version: body.version }
    },
    async editKnownPatient({ actor, clinic, params: { patient }, body: edit, ifMatch }) {
      const body = await editKnownPatient(clinic, actor, patient, ifMatch, () =>
        fromControl(editDeskPatient(provisioner, actor, clinic, patient, edit)),
      )
      return { body, version: body.version }
    },
    async blockPatient({ actor, clinic, params, body: form, ifMatch }) {
      const body = await blockPatient(clinic, actor, params.patient, form, ifMatch)
      return { body, version: body.version }
    },
    async unblockPatient({ actor, clinic, params, ifMatch }) {
      const body = await unblockPatient(clinic, actor, params.patient, ifMatch)
      return { body, version: body.version }
    },
  }
}
