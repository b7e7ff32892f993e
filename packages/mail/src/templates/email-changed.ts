import type { Template } from './template.ts'

export const emailChanged: Template<'email-changed'> = {
  en: () => ({
    subject: 'Your e-mail address was changed',
    parts: [
      'Hello,',
      'your Polyclinic account has a new e-mail address now. This one is not used any more.',
      'If it was you, there is nothing to do.',
      'If it was not you, please tell your clinic at once: somebody else may be using your account.',
    ],
  }),
  es: () => ({
    subject: 'Su dirección de correo ha cambiado',
    parts: [
      'Hola:',
      'Su cuenta de Polyclinic tiene ahora otra dirección de correo. Esta ya no se usa.',
      'Si ha sido usted, no tiene que hacer nada.',
      'Si no ha sido usted, avise enseguida a su clínica: es posible que otra persona esté usando su cuenta.',
    ],
  }),
  de: () => ({
    subject: 'Ihre E-Mail-Adresse wurde geändert',
    parts: [
      'Guten Tag,',
      'Ihr Konto bei Polyclinic hat jetzt eine neue E-Mail-Adresse. Diese hier wird nicht mehr verwendet.',
      'Wenn Sie es waren, müssen Sie nichts tun.',
      'Wenn Sie es nicht waren, sagen Sie bitte gleich Ihrer Praxis Bescheid: Vielleicht benutzt jemand anderes Ihr Konto.',
    ],
  }),
}
