import type { MailFacts } from '@polyclinic/control'
import type { Language } from '../language.ts'
import type { Letter } from '../letter.ts'
import type { Template } from './template.ts'

type Change = MailFacts['second-factor-changed']['change']

const changes: { readonly [L in Language]: { readonly [C in Change]: string } } = {
  en: {
    added: 'a second step was added to signing in to your Polyclinic account.',
    removed: 'the second step of signing in was removed from your Polyclinic account.',
    'recovery-code-used': 'somebody signed in to your Polyclinic account with a recovery code.',
  },
  es: {
    added: 'Se ha añadido un segundo paso al iniciar sesión en su cuenta de Polyclinic.',
    removed: 'Se ha quitado el segundo paso al iniciar sesión en su cuenta de Polyclinic.',
    'recovery-code-used':
      'Alguien ha iniciado sesión en su cuenta de Polyclinic con un código de recuperación.',
  },
  de: {
    added: 'bei Ihrem Konto bei Polyclinic gehört jetzt ein zweiter Schritt zur Anmeldung.',
    removed: 'bei Ihrem Konto bei Polyclinic wurde der zweite Schritt der Anmeldung entfernt.',
    'recovery-code-used': 'bei Ihrem Konto bei Polyclinic hat sich jemand mit einem Ersatzcode angemeldet.',
  },
}

export const secondFactorChanged: Template<'second-factor-changed'> = {
  en: ({ change }): Letter => ({
    subject: 'A change in how you sign in',
    parts: [
      'Hello,',
      changes.en[change],
      'If it was you, there is nothing to do.',
      'If it was not you, change your password at once and tell your clinic.',
    ],
  }),
  es: ({ change }): Letter => ({
    subject: 'Un cambio al iniciar sesión',
    parts: [
      'Hola:',
      changes.es[change],
      'Si ha sido usted, no tiene que hacer nada.',
      'Si no ha sido usted, cambie enseguida su contraseña y avise a su clínica.',
    ],
  }),
  de: ({ change }): Letter => ({
    subject: 'Eine Änderung bei Ihrer Anmeldung',
    parts: [
      'Guten Tag,',
      changes.de[change],
      'Wenn Sie es waren, müssen Sie nichts tun.',
      'Wenn Sie es nicht waren, ändern Sie bitte gleich Ihr Passwort und sagen Sie Ihrer Praxis Bescheid.',
    ],
  }),
}
