import type { NoticeTemplateForm } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type FindUnfit, refuseUnfit } from './notice-templates.ts'

/** Whether a template could be kept; keeps nothing. */
export function checkTemplate(
  clinic: Clinic,
  actor: Actor,
  form: NoticeTemplateForm,
  findUnfit: FindUnfit,
): void {
  authorise(actor, 'notice-template.keep', clinic)
  refuseUnfit(findUnfit, form)
}
