import { howLong } from './how-long.ts'
import type { Template } from './template.ts'

export const resetPassword: Template<'reset-password'> = {
  en: ({ link }) => ({
    subject: 'Choose a new password',
    parts: [
      'Hello,',
      'with this link you choose a new password for Polyclinic:',
      { link, label: 'Choose a new password' },
      `It is valid for ${howLong('reset-password', 'en')} and counts once.`,
      'If you have not asked for this, there is nothing to do: your password stays as it is.',
    ],
  }),
  es: ({ link }) => ({
    subject: 'Elija una contraseña nueva',
    parts: [
      'Hola:',
      'Con este enlace elige una contraseña nueva para Polyclinic:',
      { link, label: 'Elegir contraseña nueva' },
      `Es válido durante ${howLong('reset-password', 'es')} y sirve una sola vez.`,
      'Si no lo ha pedido, no tiene que hacer nada: su contraseña sigue siendo la misma.',
    ],
  }),
  de: ({ link }) => ({
    subject: 'Wählen Sie ein neues Passwort',
    parts: [
      'Guten Tag,',
      'mit diesem Link wählen Sie ein neues Passwort für Polyclinic:',
      { link, label: 'Neues Passwort wählen' },
      `Er gilt ${howLong('reset-password', 'de')} und nur einmal.`,
      'Wenn Sie das nicht angefordert haben, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.',
    ],
  }),
}
