import { howLong } from './how-long.ts'
import type { Template } from './template.ts'

export const confirmEmail: Template<'confirm-email'> = {
  en: ({ link, code }) => ({
    subject: 'Please confirm your new e-mail address',
    parts: [
      'Hello,',
      'this address shall become the one of a Polyclinic account. Please confirm that it is yours:',
      { link, label: 'Confirm my new address' },
      'Or type this code where you changed it:',
      { code },
      `The link and the code are valid for ${howLong('confirm-email', 'en')}. Until then the old address counts.`,
      'If you have not asked for this, there is nothing to do: without a confirmation nothing changes.',
    ],
  }),
  es: ({ link, code }) => ({
    subject: 'Confirme su nueva dirección de correo',
    parts: [
      'Hola:',
      'Esta dirección va a ser la de una cuenta de Polyclinic. Por favor, confirme que es suya:',
      { link, label: 'Confirmar mi nueva dirección' },
      'O escriba este código donde la ha cambiado:',
      { code },
      `El enlace y el código son válidos durante ${howLong('confirm-email', 'es')}. Hasta entonces vale la dirección anterior.`,
      'Si no lo ha pedido, no tiene que hacer nada: sin confirmación no cambia nada.',
    ],
  }),
  de: ({ link, code }) => ({
    subject: 'Bitte bestätigen Sie Ihre neue E-Mail-Adresse',
    parts: [
      'Guten Tag,',
      'diese Adresse soll zu einem Konto bei Polyclinic gehören. Bitte bestätigen Sie, dass sie Ihre ist:',
      { link, label: 'Neue Adresse bestätigen' },
      'Oder geben Sie diesen Code dort ein, wo Sie die Adresse geändert haben:',
      { code },
      `Link und Code gelten ${howLong('confirm-email', 'de')}. Bis dahin gilt die alte Adresse.`,
      'Wenn Sie das nicht angefordert haben, müssen Sie nichts tun: Ohne Bestätigung ändert sich nichts.',
    ],
  }),
}
