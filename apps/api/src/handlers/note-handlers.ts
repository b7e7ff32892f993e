import { type Clinic, keepNotes, showNotes } from '@polyclinic/clinic'
import type { Handlers } from '../edge/index.ts'

type Notes = Pick<Handlers<Clinic>, 'showNotes' | 'keepNotes'>

export function noteHandlers(): Notes {
  return {
    async showNotes({ actor, clinic, params }) {
      const body = await showNotes(clinic, actor, params.appointment)
      return { body, version: body.version }
    },
    async keepNotes({ actor, clinic, params, body: form, ifMatch }) {
      const body = await keepNotes(clinic, actor, params.appointment, form, ifMatch)
      return { body, version: body.version }
    },
  }
}
