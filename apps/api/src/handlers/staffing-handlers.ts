import {
  type Clinic,
  doctorRecords,
  openingHours,
  showDoctor,
  showOpeningTimes,
  specialties,
  visitTypeRecords,
} from '@polyclinic/clinic'
import type { Handlers } from '../edge/index.ts'
import { editingHandlers } from './editing-handlers.ts'

type Staffing = Pick<Handlers<Clinic>, 'showDoctor' | 'showOpeningTimes' | 'editDoctorRecord'>

/** Who works at a clinic, for which visits, and when it is open. */
export function staffingHandlers() {
  return {
    ...editingHandlers('Specialty', 'Specialties', specialties),
    ...editingHandlers('VisitTypeRecord', 'VisitTypeRecords', visitTypeRecords),
    ...editingHandlers('DoctorRecord', 'DoctorRecords', doctorRecords),
    ...editingHandlers('OpeningHours', 'AllOpeningHours', openingHours),
    ...ownHandlers,
  }
}

const ownHandlers: Staffing = {
  async editDoctorRecord({ clinic, actor, params: { id }, query, body: form, ifMatch }) {
    const at = { place: {}, id, seenVersion: ifMatch }
    const edit = { ...form, withdraw: query.withdraw === 'true' }
    const body = await doctorRecords.edit(clinic, actor, at, edit)
    return { body, version: body.version }
  },
  showDoctor: async ({ clinic, actor, params }) => ({ body: await showDoctor(clinic, actor, params.doctor) }),
  showOpeningTimes: async ({ clinic, actor }) => ({ body: await showOpeningTimes(clinic, actor) }),
}
