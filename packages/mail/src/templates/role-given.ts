import { roleNames } from './role-names.ts'
import type { Template } from './template.ts'

export const roleGiven: Template<'role-given'> = {
  en: ({ clinic, role }) => ({
    subject: `You are now part of ${clinic}`,
    parts: [
      'Hello,',
      `your Polyclinic account now belongs to ${clinic}, as ${roleNames.en[role]}.`,
      'If you did not expect this, please tell the clinic.',
    ],
  }),
  es: ({ clinic, role }) => ({
    subject: `Ya forma parte de ${clinic}`,
    parts: [
      'Hola:',
      `Su cuenta de Polyclinic pertenece ahora a ${clinic}, como ${roleNames.es[role]}.`,
      'Si no lo esperaba, avise a la clínica.',
    ],
  }),
  de: ({ clinic, role }) => ({
    subject: `Sie gehören jetzt zu: ${clinic}`,
    parts: [
      'Guten Tag,',
      `Ihr Konto bei Polyclinic gehört jetzt zu ${clinic}, als ${roleNames.de[role]}.`,
      'Wenn Sie das nicht erwartet haben, sagen Sie bitte dort Bescheid.',
    ],
  }),
}
