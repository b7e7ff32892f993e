import { clinicDoctor } from '../clinics/clinic-routes.ts'
import { clinicProblems } from '../editing.ts'
import { describeRoute } from '../route.ts'
import { ofDoctor } from '../availability/assignment-routes.ts'

export const showDoctorRoute = describeRoute({
  id: 'showDoctor',
  method: 'get',
  path: '/doctors/{doctor}',
  scope: 'clinic',
  tag: 'Clinics',
  summary: 'One of the active doctors',
  access: 'public',
  params: ofDoctor,
  success: { status: 200, description: 'The doctor', body: clinicDoctor },
  problems: ['invalid-request', 'not-found', ...clinicProblems],
})
