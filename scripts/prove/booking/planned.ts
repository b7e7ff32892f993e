import type { Request } from '../http/write-request.ts'
import type { Asked, Verb } from './history.ts'

/** A call before it is made: repeated, it is the very same. */
export interface Planned {
  readonly verb: Verb
  readonly asked: Asked
  readonly key?: string
  readonly request: Omit<Request, 'token' | 'key'>
}

export const clinicPath = '/v1/clinics/proof'

/** What takes time: each request has a key of its own. */
export function planTaking(
  verb: 'hold' | 'book' | 'override',
  key: string,
  asked: Asked,
  further: object = {},
): Planned {
  const paths = { hold: '/holds', book: '/appointments', override: '/admin/appointments/override' }
  const body = { ...asked, ...further }
  return { verb, asked, key, request: { method: 'POST', path: clinicPath + paths[verb], body } }
}

export function planOfHold(verb: 'renew' | 'release', holdId: string): Planned {
  const path = `${clinicPath}/holds/${holdId}`
  const request =
    verb === 'renew'
      ? ({ method: 'POST', path: `${path}/renew` } as const)
      : ({ method: 'DELETE', path } as const)
  return { verb, asked: { holdId }, request }
}

const editPaths = { arrive: 'arrive', fulfil: 'fulfil', noShow: 'no-show', reschedule: 'reschedule' } as const

/** @param asked with the appointment, the version that was seen, and for a move the slot and the kind of visit */
export function planEdit(verb: 'cancel' | keyof typeof editPaths, asked: Asked): Planned {
  const path = `${clinicPath}/appointments/${asked.appointmentId}`
  const { slotId, slotVersion } = asked
  const request: Omit<Request, 'token' | 'key'> =
    verb === 'cancel'
      ? { method: 'DELETE', path }
      : {
          method: 'POST',
          path: `${path}/${editPaths[verb]}`,
          ...(verb === 'reschedule' && { body: { slotId, slotVersion } }),
        }
  return {
    verb,
    asked,
    request: { ...request, ...(asked.version !== undefined && { ifMatch: asked.version }) },
  }
}
