import { blockPatient, type Clinic, showKnownPatient, unblockPatient } from '@polyclinic/clinic'
import type { Handlers } from '../edge/index.ts'

type Patients = Pick<Handlers<Clinic>, 'showKnownPatient' | 'blockPatient' | 'unblockPatient'>

export function patientHandlers(): Patients {
  return {
    async showKnownPatient({ actor, clinic, params }) {
      const body = await showKnownPatient(clinic, actor, params.patient)
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
