import type { Template } from './template.ts'

export const alreadyRegistered: Template<'already-registered'> = {
  en: ({ link }) => ({
    subject: 'You already have an account',
    parts: [
      'Hello,',
      'somebody has just registered with Polyclinic with this address. It has an account already, so nothing was changed.',
      'If it was you, sign in; a forgotten password can be set anew there.',
      { link, label: 'Sign in' },
      'If it was not you, there is nothing to do. Nobody has learned that you have an account.',
    ],
  }),
  es: ({ link }) => ({
    subject: 'Ya tiene una cuenta',
    parts: [
      'Hola:',
      'Alguien acaba de registrarse en Polyclinic con esta dirección. Ya tiene una cuenta, así que no ha cambiado nada.',
      'Si ha sido usted, inicie sesión; allí también puede elegir una contraseña nueva si la ha olvidado.',
      { link, label: 'Iniciar sesión' },
      'Si no ha sido usted, no tiene que hacer nada. Nadie ha sabido que tiene una cuenta.',
    ],
  }),
  de: ({ link }) => ({
    subject: 'Sie haben bereits ein Konto',
    parts: [
      'Guten Tag,',
      'jemand hat sich gerade mit dieser Adresse bei Polyclinic angemeldet. Zu ihr gibt es schon ein Konto; geändert wurde nichts.',
      'Wenn Sie es waren, melden Sie sich bitte an; ein vergessenes Passwort können Sie dort neu setzen.',
      { link, label: 'Anmelden' },
      'Wenn Sie es nicht waren, müssen Sie nichts tun. Niemand hat erfahren, dass Sie ein Konto haben.',
    ],
  }),
}
