import type { MailFacts } from '@polyclinic/control'
import type { Language } from '../language.ts'

type Role = MailFacts['invitation']['role']

export const roleNames: { readonly [L in Language]: { readonly [R in Role]: string } } = {
  en: { clinic_admin: 'an administrator', staff: 'a member of staff', doctor: 'a doctor' },
  es: {
    clinic_admin: 'administrador o administradora',
    staff: 'personal de recepción',
    doctor: 'médico o médica',
  },
  de: {
    clinic_admin: 'Administratorin oder Administrator',
    staff: 'Mitarbeiterin oder Mitarbeiter am Empfang',
    doctor: 'Ärztin oder Arzt',
  },
}
