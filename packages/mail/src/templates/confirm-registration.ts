import { greeting } from './greeting.ts'
import { howLong } from './how-long.ts'
import type { Template } from './template.ts'

export const confirmRegistration: Template<'confirm-registration'> = {
  en: ({ name, link, code }) => ({
    subject: 'Please confirm your e-mail address',
    parts: [
      `${greeting('Hello', name)},`,
      'thank you for registering with Polyclinic. Please confirm that this address is yours:',
      { link, label: 'Confirm my address' },
      'Or type this code where you registered:',
      { code },
      `The link and the code are valid for ${howLong('confirm-registration', 'en')}.`,
      'If you have not registered, there is nothing to do: without a confirmation no account is made, and what was entered is deleted.',
    ],
  }),
  es: ({ name, link, code }) => ({
    subject: 'Confirme su dirección de correo',
    parts: [
      `${greeting('Hola', name)}:`,
      'Gracias por registrarse en Polyclinic. Por favor, confirme que esta dirección es suya:',
      { link, label: 'Confirmar mi dirección' },
      'O escriba este código donde se ha registrado:',
      { code },
      `El enlace y el código son válidos durante ${howLong('confirm-registration', 'es')}.`,
      'Si no se ha registrado, no tiene que hacer nada: sin confirmación no se crea ninguna cuenta y los datos introducidos se borran.',
    ],
  }),
  de: ({ name, link, code }) => ({
    subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    parts: [
      `${greeting('Guten Tag', name)},`,
      'danke für Ihre Anmeldung bei Polyclinic. Bitte bestätigen Sie, dass diese Adresse Ihre ist:',
      { link, label: 'Adresse bestätigen' },
      'Oder geben Sie diesen Code dort ein, wo Sie sich angemeldet haben:',
      { code },
      `Link und Code gelten ${howLong('confirm-registration', 'de')}.`,
      'Wenn Sie sich nicht angemeldet haben, müssen Sie nichts tun: Ohne Bestätigung entsteht kein Konto, und die Angaben werden gelöscht.',
    ],
  }),
}
