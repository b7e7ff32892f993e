import { type Clinic, concernPatient, concernVisit } from '@polyclinic/clinic'
import { type NotificationForm, Refusal } from '@polyclinic/contract'
import {
  type ByHand,
  editNoticePreferences,
  listVisitNotices,
  sendByHand,
  showNoticePreferences,
} from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Handlers } from '../edge/index.ts'
import { fromControl } from './from-control.ts'
import type { HandlerContext } from './handler-context.ts'

type Notices = Pick<
  Handlers<Clinic>,
  'listVisitNotices' | 'sendNotification' | 'showNoticePreferences' | 'editNoticePreferences'
>

export function noticeHandlers({ provisioner }: HandlerContext): Notices {
  return {
    async listVisitNotices({ actor, clinic, params: { appointment } }) {
      await concernVisit(clinic, actor, 'notice.read', appointment)
      const items = await fromControl(listVisitNotices(provisioner, actor, clinic, appointment))
      return { body: { items } }
    },
    async sendNotification({ actor, clinic, body: form, idempotencyKey, fingerprint }) {
      const once = { idempotencyKey, fingerprint }
      const asked = await whatIsAsked(clinic, actor, form)
      return { body: await fromControl(sendByHand(provisioner, actor, clinic, asked, once)) }
    },
    async showNoticePreferences({ actor }) {
      const body = await showNoticePreferences(provisioner, actor)
      return { body, version: body.version }
    },
    async editNoticePreferences({ actor, body: edit, ifMatch }) {
      const body = await editNoticePreferences(provisioner, actor, edit, ifMatch)
      return { body, version: body.version }
    },
  }
}

/** Whom the desk writes to, of which visit: one of the clinic's own. */
async function whatIsAsked(clinic: Clinic, actor: Actor, form: NotificationForm): Promise<ByHand> {
  const { channel, appointment } = form
  if (form.kind === 'message') await concernPatient(clinic, actor, form.patient)
  const visit = appointment ? await concernVisit(clinic, actor, 'notice.send', appointment) : undefined
  if (form.kind === 'message') {
    // a visit of somebody else is as little theirs as none
    if (visit && visit.patientId !== form.patient)
      throw new Refusal('not-found', {}, 'There is no such appointment.')
    return { patientId: form.patient, channel, visit, words: { subject: form.subject, text: form.text } }
  }
  if (!visit) throw new Refusal('not-found', {}, 'There is no such appointment.')
  if (visit.status !== 'booked') throw new Refusal('transition-not-allowed', { state: visit.status })
  return { patientId: visit.patientId, channel, visit, words: undefined }
}
