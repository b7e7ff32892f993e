import type { Template } from './template.ts'

export const passwordChanged: Template<'password-changed'> = {
  en: () => ({
    subject: 'Your password was changed',
    parts: [
      'Hello,',
      'the password of your Polyclinic account was changed just now.',
      'If it was you, there is nothing to do.',
      'If it was not you, go to the sign-in page at once and choose a new password with "Forgotten your password?". That also signs out everybody who uses your account.',
    ],
  }),
  es: () => ({
    subject: 'Su contraseña ha cambiado',
    parts: [
      'Hola:',
      'La contraseña de su cuenta de Polyclinic acaba de cambiar.',
      'Si ha sido usted, no tiene que hacer nada.',
      'Si no ha sido usted, vaya enseguida a la página de inicio de sesión y elija una contraseña nueva con «¿Ha olvidado su contraseña?». Así también se cierra la sesión de quien use su cuenta.',
    ],
  }),
  de: () => ({
    subject: 'Ihr Passwort wurde geändert',
    parts: [
      'Guten Tag,',
      'das Passwort Ihres Kontos bei Polyclinic wurde gerade geändert.',
      'Wenn Sie es waren, müssen Sie nichts tun.',
      'Wenn Sie es nicht waren, gehen Sie bitte gleich zur Anmeldung und wählen Sie mit „Passwort vergessen?“ ein neues. Damit wird auch abgemeldet, wer Ihr Konto benutzt.',
    ],
  }),
}
