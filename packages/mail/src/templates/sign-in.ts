import { howLong } from './how-long.ts'
import type { Template } from './template.ts'

export const signIn: Template<'sign-in'> = {
  en: ({ link, code }) => ({
    subject: 'Your link to sign in',
    parts: [
      'Hello,',
      'with this link you sign in to Polyclinic:',
      { link, label: 'Sign in' },
      'Or type this code where you asked for it:',
      { code },
      `Both are valid for ${howLong('sign-in', 'en')} and count once. Please give them to nobody: we never ask for them.`,
      'If you have not asked for this, there is nothing to do: without this mail nobody gets in.',
    ],
  }),
  es: ({ link, code }) => ({
    subject: 'Su enlace para iniciar sesión',
    parts: [
      'Hola:',
      'Con este enlace inicia sesión en Polyclinic:',
      { link, label: 'Iniciar sesión' },
      'O escriba este código donde lo ha pedido:',
      { code },
      `Ambos son válidos durante ${howLong('sign-in', 'es')} y sirven una sola vez. No se los dé a nadie: nunca se los pediremos.`,
      'Si no lo ha pedido, no tiene que hacer nada: sin este mensaje nadie puede entrar.',
    ],
  }),
  de: ({ link, code }) => ({
    subject: 'Ihr Link zum Anmelden',
    parts: [
      'Guten Tag,',
      'mit diesem Link melden Sie sich bei Polyclinic an:',
      { link, label: 'Anmelden' },
      'Oder geben Sie diesen Code dort ein, wo Sie ihn angefordert haben:',
      { code },
      `Beide gelten ${howLong('sign-in', 'de')} und nur einmal. Geben Sie sie bitte niemandem: Wir fragen nie danach.`,
      'Wenn Sie das nicht angefordert haben, müssen Sie nichts tun: Ohne diese Nachricht kommt niemand hinein.',
    ],
  }),
}
