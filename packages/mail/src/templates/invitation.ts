import { howLong } from './how-long.ts'
import { roleNames } from './role-names.ts'
import type { Template } from './template.ts'

export const invitation: Template<'invitation'> = {
  en: ({ clinic, role, link }) => ({
    subject: `Invitation: ${clinic}`,
    parts: [
      'Hello,',
      `${clinic} invites you to join as ${roleNames.en[role]} on Polyclinic.`,
      { link, label: 'See the invitation' },
      `The invitation is valid for ${howLong('invitation', 'en')}. You accept it with your own account, or make one first.`,
      'If you do not know this clinic, there is nothing to do: nothing happens unless you accept.',
    ],
  }),
  es: ({ clinic, role, link }) => ({
    subject: `Invitación: ${clinic}`,
    parts: [
      'Hola:',
      `${clinic} le invita a incorporarse en Polyclinic como ${roleNames.es[role]}.`,
      { link, label: 'Ver la invitación' },
      `La invitación es válida durante ${howLong('invitation', 'es')}. La acepta con su propia cuenta, o crea una antes.`,
      'Si no conoce esta clínica, no tiene que hacer nada: no ocurre nada si no la acepta.',
    ],
  }),
  de: ({ clinic, role, link }) => ({
    subject: `Einladung: ${clinic}`,
    parts: [
      'Guten Tag,',
      `${clinic} lädt Sie ein, bei Polyclinic als ${roleNames.de[role]} dabei zu sein.`,
      { link, label: 'Einladung ansehen' },
      `Die Einladung gilt ${howLong('invitation', 'de')}. Sie nehmen sie mit Ihrem eigenen Konto an oder legen vorher eines an.`,
      'Wenn Sie diese Praxis nicht kennen, müssen Sie nichts tun: Ohne Ihre Zustimmung geschieht nichts.',
    ],
  }),
}
