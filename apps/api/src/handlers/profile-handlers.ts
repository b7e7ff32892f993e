import type { Clinic } from '@polyclinic/clinic'
import type { PatientProfile } from '@polyclinic/contract'
import { editDependent, editOwnPatient, showDependent, showOwnPatient } from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Profiles = Pick<
  Handlers<Clinic>,
  'showOwnPatient' | 'editOwnPatient' | 'showDependent' | 'editDependent'
>

export function profileHandlers({ provisioner }: HandlerContext): Profiles {
  return {
    showOwnPatient: async ({ actor }) => versioned(await showOwnPatient(provisioner, actor)),
    editOwnPatient: async ({ actor, body, ifMatch }) =>
      versioned(await editOwnPatient(provisioner, actor, body, ifMatch)),
    showDependent: async ({ actor, params }) =>
      versioned(await showDependent(provisioner, actor, params.dependent)),
    editDependent: async ({ actor, params, body, ifMatch }) =>
      versioned(await editDependent(provisioner, actor, params.dependent, body, ifMatch)),
  }
}

const versioned = (body: PatientProfile) => ({ body, version: body.version })
