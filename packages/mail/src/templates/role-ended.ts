import { roleNames } from './role-names.ts'
import type { Template } from './template.ts'

export const roleEnded: Template<'role-ended'> = {
  en: ({ clinic, role }) => ({
    subject: `Your access to ${clinic} has ended`,
    parts: [
      'Hello,',
      `your Polyclinic account does not belong to ${clinic} any more as ${roleNames.en[role]}. The account itself stays.`,
      'If you did not expect this, please ask the clinic.',
    ],
  }),
  es: ({ clinic, role }) => ({
    subject: `Su acceso a ${clinic} ha terminado`,
    parts: [
      'Hola:',
      `Su cuenta de Polyclinic ya no pertenece a ${clinic} como ${roleNames.es[role]}. La cuenta en sí se conserva.`,
      'Si no lo esperaba, pregunte a la clínica.',
    ],
  }),
  de: ({ clinic, role }) => ({
    subject: `Ihr Zugang ist beendet: ${clinic}`,
    parts: [
      'Guten Tag,',
      `Ihr Konto bei Polyclinic gehört nicht mehr als ${roleNames.de[role]} zu ${clinic}. Das Konto selbst bleibt bestehen.`,
      'Wenn Sie das nicht erwartet haben, fragen Sie bitte dort nach.',
    ],
  }),
}
