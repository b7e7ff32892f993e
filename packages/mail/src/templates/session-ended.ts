import type { Template } from './template.ts'

export const sessionEnded: Template<'session-ended'> = {
  en: () => ({
    subject: 'We have signed you out',
    parts: [
      'Hello,',
      'a sign-in to your Polyclinic account was used in two places at once. Somebody may have copied it, so we have ended it.',
      'Please sign in again.',
      'If you do not know why this happened, change your password and sign out everywhere: both stand in your profile.',
    ],
  }),
  es: () => ({
    subject: 'Hemos cerrado su sesión',
    parts: [
      'Hola:',
      'Una sesión de su cuenta de Polyclinic se ha usado en dos sitios a la vez. Es posible que alguien la haya copiado, así que la hemos cerrado.',
      'Por favor, vuelva a iniciar sesión.',
      'Si no sabe por qué ha ocurrido, cambie su contraseña y cierre todas las sesiones: puede hacer ambas cosas en su perfil.',
    ],
  }),
  de: () => ({
    subject: 'Wir haben Sie abgemeldet',
    parts: [
      'Guten Tag,',
      'eine Anmeldung bei Ihrem Konto bei Polyclinic wurde an zwei Stellen zugleich benutzt. Vielleicht hat jemand sie kopiert; wir haben sie deshalb beendet.',
      'Bitte melden Sie sich wieder an.',
      'Wenn Sie nicht wissen, wie es dazu kam, ändern Sie Ihr Passwort und melden Sie sich überall ab: Beides finden Sie in Ihrem Profil.',
    ],
  }),
}
